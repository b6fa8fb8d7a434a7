// The workloads in libtorch, the engine of PyTorch and TorchSharp, through its C++ interface.
//   g++ -O2 -std=c++17 libtorch.cpp -o libtorch -I/usr/include/torch/csrc/api/include -ltorch -ltorch_cpu -lc10
//   ./libtorch WORKLOAD THREADS
#include <torch/torch.h>
#include <cstring>
#include <memory>
#include "timing.h"

using namespace torch;

namespace {

constexpr double learning_rate = 1e-6;
constexpr int64_t vocabulary = 5000;

struct Workload {
    std::string id;
    int64_t batch;
    std::vector<int64_t> input;  // channels first
    int64_t outputs;
    bool has_tokens() const { return id == "W5"; }
    bool has_labels() const { return id != "W5" && id != "W7"; }
    bool is_recurrent() const { return id == "W4" || id == "W4b" || id == "W5"; }
    bool trains() const { return id != "W8"; }
};

const std::vector<Workload> workloads = {
    {"W1", 128, {784}, 10},      {"W2", 128, {1, 28, 28}, 10}, {"W3", 128, {3, 32, 32}, 10}, {"W4", 64, {40, 128}, 10},
    {"W4b", 64, {40, 128}, 10},  {"W5", 32, {64}, 1},          {"W7", 256, {32}, 8},         {"W8", 1, {3, 224, 224}, 1000},
};

struct Network : nn::Module {
    virtual Tensor run(Tensor x) = 0;
};

struct Recurrent : Network {
    nn::Embedding rows{nullptr};
    nn::LSTM lstm{nullptr};
    nn::GRU gru{nullptr};
    nn::Linear head{nullptr};

    explicit Recurrent(const Workload &workload) {
        int64_t units = workload.has_tokens() ? 64 : 128;
        if (workload.has_tokens()) rows = register_module("rows", nn::Embedding(vocabulary, 128));
        if (workload.id == "W4b") gru = register_module("gru", nn::GRU(nn::GRUOptions(128, units).batch_first(true)));
        else lstm = register_module("lstm", nn::LSTM(nn::LSTMOptions(128, units).batch_first(true)));
        head = register_module("head", nn::Linear(units, workload.outputs));
    }

    Tensor run(Tensor x) override {
        if (rows) x = rows(x);
        Tensor last = lstm ? std::get<0>(std::get<1>(lstm(x))) : std::get<1>(gru(x));
        return head(last.squeeze(0));
    }
};

struct FeedForward : Network {
    nn::Sequential layers;

    explicit FeedForward(const std::string &id) {
        if (id == "W1") dense({784, 128, 128, 10}, false);
        if (id == "W7") dense({32, 64, 64, 8}, true);
        if (id == "W2") {
            convolution(1, 20, 5, 2), pool(), convolution(20, 50, 5, 2), pool(), layers->push_back(nn::Flatten());
            dense({2450, 500, 10}, false);
        }
        if (id == "W3") {
            convolution(3, 32, 3, 1), convolution(32, 32, 3, 0), pool(), dropout(0.25);
            convolution(32, 64, 3, 1), convolution(64, 64, 3, 0), pool(), dropout(0.25), layers->push_back(nn::Flatten());
            layers->push_back(nn::Linear(2304, 512)), layers->push_back(nn::ReLU()), dropout(0.5), dense({512, 10}, false);
        }
        if (id == "W8") {
            int64_t channels = 3;
            for (int64_t filters : {64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512, 0}) {
                if (filters == 0) pool();
                else convolution(channels, filters, 3, 1), channels = filters;
            }
            layers->push_back(nn::Flatten());
            dense({25088, 4096, 4096, 1000}, false);
        }
        register_module("layers", layers);
    }

    Tensor run(Tensor x) override { return layers->forward(x); }

  private:
    void dense(const std::vector<int64_t> &widths, bool has_tanh) {
        for (size_t i = 1; i < widths.size(); i++) {
            layers->push_back(nn::Linear(widths[i - 1], widths[i]));
            if (i + 1 == widths.size()) return;
            if (has_tanh) layers->push_back(nn::Tanh());
            else layers->push_back(nn::ReLU());
        }
    }

    void convolution(int64_t channels, int64_t filters, int64_t window, int64_t padding) {
        layers->push_back(nn::Conv2d(nn::Conv2dOptions(channels, filters, window).padding(padding)));
        layers->push_back(nn::ReLU(nn::ReLUOptions(true)));
    }

    void pool() { layers->push_back(nn::MaxPool2d(nn::MaxPool2dOptions(2))); }
    void dropout(double rate) { layers->push_back(nn::Dropout(rate)); }
};

std::shared_ptr<Network> create(const Workload &workload) {
    if (workload.is_recurrent()) return std::make_shared<Recurrent>(workload);
    return std::make_shared<FeedForward>(workload.id);
}

void measure_phase(const Workload &workload, const std::string &phase, int threads) {
    int64_t batch = phase == "predict_one" ? 1 : workload.batch;
    std::vector<int64_t> shape = workload.input;
    shape.insert(shape.begin(), batch);
    Tensor source = workload.has_tokens() ? torch::randint(0, vocabulary, shape, kLong) : torch::rand(shape);
    Tensor x = source.clone();
    Tensor target = workload.has_labels() ? torch::randint(0, workload.outputs, {batch}, kLong) : torch::randint(0, 2, {batch, workload.outputs}).to(kFloat);
    std::shared_ptr<Network> network = create(workload);
    std::unique_ptr<optim::Optimizer> optimizer;
    if (workload.id == "W3") optimizer = std::make_unique<optim::RMSprop>(network->parameters(), optim::RMSpropOptions(learning_rate));
    else optimizer = std::make_unique<optim::Adam>(network->parameters(), optim::AdamOptions(learning_rate));
    network->train(phase == "train");
    std::vector<float> predictions(batch * workload.outputs);
    float loss = 0;

    auto train = [&] {
        std::memcpy(x.data_ptr(), source.data_ptr(), x.nbytes());
        optimizer->zero_grad();
        Tensor y = network->run(x);
        Tensor value = workload.id == "W5" ? binary_cross_entropy_with_logits(y, target)
                       : workload.id == "W7" ? mse_loss(y, target)
                                             : nn::functional::cross_entropy(y, target);
        value.backward();
        optimizer->step();
        loss = value.item<float>();
    };
    auto predict = [&] {
        NoGradGuard no_gradients;
        std::memcpy(x.data_ptr(), source.data_ptr(), x.nbytes());
        Tensor y = network->run(x);
        y = workload.id == "W5" ? sigmoid(y) : workload.id == "W7" ? y : softmax(y, 1);
        std::memcpy(predictions.data(), y.data_ptr(), y.nbytes());
    };
    if (phase == "train") measure("libtorch", TORCH_VERSION, workload.id.c_str(), phase.c_str(), threads, batch, train);
    else measure("libtorch", TORCH_VERSION, workload.id.c_str(), phase.c_str(), threads, batch, predict);
}

}  // namespace

int main(int count, char **arguments) {
    if (count != 3) {
        std::fprintf(stderr, "usage: libtorch WORKLOAD THREADS\n");
        return 2;
    }
    int threads = std::stoi(arguments[2]);
    set_num_threads(threads);
    for (const Workload &workload : workloads) {
        if (workload.id != arguments[1]) continue;
        if (workload.trains()) measure_phase(workload, "train", threads);
        if (workload.batch > 1) measure_phase(workload, "predict", threads);
        measure_phase(workload, "predict_one", threads);
    }
    return 0;
}
