// What the programs here share: how a call is timed and how a line of results is written.
// As Timing.cs does: a warm-up, then rounds of which the ones count that other processes disturbed least.
#pragma once
#include <sys/resource.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

using Clock = std::chrono::steady_clock;

inline double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// Processor time of the whole machine so far, in seconds: user nice system idle iowait irq softirq steal (proc_stat(5)).
inline double machine_seconds() {
    std::ifstream file("/proc/stat");
    std::string name;
    double fields[8];
    file >> name;
    for (double &field : fields) file >> field;
    return (fields[0] + fields[1] + fields[2] + fields[5] + fields[6] + fields[7]) / 100;
}

inline double own_seconds() {
    rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

struct Round {
    double other_cores, cpu_ms;
    std::vector<double> ms;
};

template <typename Call>
Round one_round(Call &call, int repeats) {
    Round round{};
    double busy = machine_seconds(), own = own_seconds();
    auto start = Clock::now();
    do {
        auto begin = Clock::now();
        for (int i = 0; i < repeats; i++) call();
        round.ms.push_back(seconds_since(begin) * 1e3 / repeats);
    } while (seconds_since(start) < 0.2);
    double wall = seconds_since(start), mine = own_seconds() - own;
    round.other_cores = std::max(0.0, (machine_seconds() - busy - mine) / wall);
    round.cpu_ms = mine * 1e3 / (round.ms.size() * repeats);
    return round;
}

// Times a call and writes the line.
template <typename Call>
void measure(const char *engine, const char *version, const char *workload, const char *phase, int threads, int batch, Call call) {
    const size_t rounds_that_count = 5;
    auto start = Clock::now();
    int calls = 0;
    while (calls < 3 || seconds_since(start) < 0.7) {
        call();
        calls++;
    }
    int repeats = std::clamp(static_cast<int>(50e-6 / (seconds_since(start) / calls)), 1, 10000);

    std::vector<Round> rounds;
    double least = 1e300;
    for (int i = 0; i < 8; i++) {
        rounds.push_back(one_round(call, repeats));
        least = std::min(least, *std::min_element(rounds.back().ms.begin(), rounds.back().ms.end()));
    }
    std::sort(rounds.begin(), rounds.end(), [](const Round &a, const Round &b) { return a.other_cores < b.other_cores; });
    rounds.resize(rounds_that_count);
    std::vector<double> times, processor;
    double others = 0;
    for (const Round &round : rounds) {
        times.insert(times.end(), round.ms.begin(), round.ms.end());
        processor.push_back(round.cpu_ms);
        others += round.other_cores / rounds_that_count;
    }
    std::sort(times.begin(), times.end());
    std::sort(processor.begin(), processor.end());
    rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    std::printf("{\"engine\":\"%s\",\"version\":\"%s\",\"workload\":\"%s\",\"phase\":\"%s\",\"threads\":%d,\"batch\":%d,"
                "\"median_ms\":%.6g,\"min_ms\":%.6g,\"cpu_ms\":%.6g,\"peak_mb\":%.1f,\"other_cores\":%.3f}\n",
                engine, version, workload, phase, threads, batch, times[times.size() / 2], least, processor[processor.size() / 2],
                usage.ru_maxrss / 1024.0, others);
    std::fflush(stdout);
}
