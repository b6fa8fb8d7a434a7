// The matrix products W6-* in a library with BLAS's or oneDNN's C interface: C = A·B, row-major.
//   g++ -O2 -std=c++17 product.cpp -o product -ldl
//   ./product LIBRARY ENGINE WORKLOAD THREADS
#include <dlfcn.h>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include "timing.h"

namespace {

using Blas = void (*)(int, int, int, int, int, int, float, const float *, int, const float *, int, float, float *, int);
using OneDnn = int (*)(char, char, int64_t, int64_t, int64_t, float, const float *, int64_t, const float *, int64_t, float, float *, int64_t);

struct Shape {
    const char *workload;
    int rows, inner, columns;
};

const Shape shapes[] = {{"W6-784", 128, 784, 128}, {"W6-512", 512, 512, 512}, {"W6-1024", 1024, 1024, 1024}};

float *create(size_t length, int period) {
    float *values = static_cast<float *>(std::aligned_alloc(64, length * sizeof(float)));
    for (size_t i = 0; i < length; i++) values[i] = (i % period) * 0.01f;
    return values;
}

}  // namespace

int main(int count, char **arguments) {
    if (count != 5) {
        std::fprintf(stderr, "usage: product LIBRARY ENGINE WORKLOAD THREADS\n");
        return 2;
    }
    void *library = dlopen(arguments[1], RTLD_NOW | RTLD_GLOBAL);
    if (!library) {
        std::fprintf(stderr, "%s\n", dlerror());
        return 1;
    }
    auto blas = reinterpret_cast<Blas>(dlsym(library, "cblas_sgemm"));
    auto onednn = reinterpret_cast<OneDnn>(dlsym(library, "dnnl_sgemm"));
    if (!blas && !onednn) {
        std::fprintf(stderr, "%s has neither cblas_sgemm nor dnnl_sgemm\n", arguments[1]);
        return 1;
    }
    for (const Shape &shape : shapes) {
        if (std::strcmp(shape.workload, arguments[3]) != 0) continue;
        int m = shape.rows, n = shape.columns, k = shape.inner;
        float *a = create(static_cast<size_t>(m) * k, 17), *b = create(static_cast<size_t>(k) * n, 13), *c = create(static_cast<size_t>(m) * n, 1);
        measure(arguments[2], "", shape.workload, "predict", std::atoi(arguments[4]), m, [&] {
            const int row_major = 101, as_it_is = 111;
            if (onednn) onednn('N', 'N', m, n, k, 1, a, k, b, n, 0, c, n);
            else blas(row_major, as_it_is, as_it_is, m, n, k, 1, a, k, b, n, 0, c, n);
        });
    }
    return 0;
}
