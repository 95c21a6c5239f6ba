#include <dlfcn.h>
#include <omp.h>

#include <atomic>

#include "faiss/index.h"

using namespace reid;

namespace {

// 0: whatever OMP_NUM_THREADS or the number of cores says.
std::atomic<int> wanted{0};

// 0: as the whole process.
thread_local int wanted_here = 0;

const int at_start = omp_get_max_threads();

int everywhere() {
    int count = wanted.load(std::memory_order_relaxed);
    return count > 0 ? count : at_start;
}

void require_count(std::int32_t count) {
    if (count < 0) {
        throw std::invalid_argument("the number of threads must be 0 (all) or more");
    }
}

}  // namespace

void reid::faiss_abi::apply_threads() {
    omp_set_num_threads(wanted_here > 0 ? wanted_here : everywhere());
}

int reid_faiss_get_threads(std::int32_t* out) {
    return guard([&] { *require(out, "out") = everywhere(); });
}

int reid_faiss_set_threads(std::int32_t count) {
    return guard([&] {
        require_count(count);
        wanted.store(count, std::memory_order_relaxed);
        // Matrix products run in OpenBLAS, which counts its threads by itself; another BLAS lacks the function.
        using Setter = void (*)(int);
        if (auto set = reinterpret_cast<Setter>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads"))) {
            set(count > 0 ? count : at_start);
        }
    });
}

int reid_faiss_get_threads_here(std::int32_t* out) {
    return guard([&] { *require(out, "out") = wanted_here > 0 ? wanted_here : everywhere(); });
}

int reid_faiss_set_threads_here(std::int32_t count) {
    return guard([&] {
        require_count(count);
        wanted_here = count;
    });
}
