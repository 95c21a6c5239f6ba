// Every instruction set that this CPU runs, against plain loops in double precision, for every length up to 130.
#include <faiss/utils/distances.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <random>
#include <vector>

#include "checks.h"
#include "faiss/simd/kernels.h"


namespace {

using reid::simd::Kernels;

constexpr std::size_t kLongest = 130;
constexpr std::size_t kRows = 19;

std::vector<float> random_floats(std::size_t count, std::uint32_t seed) {
    std::mt19937 engine(seed);
    std::normal_distribution<float> normal;
    std::vector<float> values(count);
    for (auto& value : values) {
        value = normal(engine);
    }
    return values;
}

struct Expected {
    double product = 0, squared = 0, l1 = 0, linf = 0;
};

Expected plain(const float* x, const float* y, std::size_t d) {
    Expected e;
    for (std::size_t i = 0; i < d; i++) {
        double a = x[i], b = y[i];
        e.product += a * b;
        e.squared += (a - b) * (a - b);
        e.l1 += std::abs(a - b);
        e.linf = std::max(e.linf, std::abs(a - b));
    }
    return e;
}

// float32 sums of up to 130 terms of about 1 differ from the exact ones in the last bits only.
bool close(float actual, double expected) { return std::abs(actual - expected) <= 2e-5 * (1 + std::abs(expected)); }

void one_length(const Kernels& k, const float* x, const float* y, std::size_t d) {
    auto e = plain(x, y, d);
    CHECK(close(k.inner_product(x, y, d), e.product));
    CHECK(close(k.l2sqr(x, y, d), e.squared));
    CHECK(close(k.l1(x, y, d), e.l1));
    CHECK(close(k.linf(x, y, d), e.linf));

    for (std::size_t ny : {std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{8}, std::size_t{16}, kRows}) {
        std::vector<float> out(kRows + 1, -7.0f);
        k.inner_products_ny(out.data(), x, y, d, ny);
        for (std::size_t i = 0; i < ny; i++) {
            CHECK(close(out[i], plain(x, y + i * d, d).product));
        }
        CHECK(out[ny] == -7.0f);
        k.l2sqr_ny(out.data(), x, y, d, ny);
        for (std::size_t i = 0; i < ny; i++) {
            CHECK(close(out[i], plain(x, y + i * d, d).squared));
        }
        CHECK(out[ny] == -7.0f);
    }

    constexpr std::size_t kStride = kRows + 1;
    for (std::size_t nx : {std::size_t{0}, std::size_t{1}, std::size_t{5}, kRows}) {
        for (std::size_t ny : {std::size_t{0}, std::size_t{3}, std::size_t{4}, kRows}) {
            std::vector<float> out(kRows * kStride, -7.0f);
            k.products(out.data(), kStride, y, nx, y, ny, d);
            for (std::size_t i = 0; i < kRows; i++) {
                for (std::size_t j = 0; j < kStride; j++) {
                    bool inside = i < nx && j < ny;
                    float found = out[i * kStride + j];
                    CHECK(inside ? close(found, plain(y + i * d, y + j * d, d).product) : found == -7.0f);
                }
            }
        }
    }

    std::vector<float> out(d + 1, -7.0f);
    k.madd(d, x, -2.5f, y, out.data());
    for (std::size_t i = 0; i < d; i++) {
        CHECK(close(out[i], static_cast<double>(x[i]) - 2.5 * y[i]));
    }
    CHECK(out[d] == -7.0f);
}

void faiss_names(const float* x, const float* y, std::size_t d) {
    auto e = plain(x, y, d);
    CHECK(close(faiss::fvec_inner_product(x, y, d), e.product));
    CHECK(close(faiss::fvec_L2sqr(x, y, d), e.squared));
    CHECK(close(faiss::fvec_norm_L2sqr(x, d), plain(x, x, d).product));
    CHECK(close(faiss::fvec_L1(x, y, d), e.l1));
    CHECK(close(faiss::fvec_Linf(x, y, d), e.linf));

    std::vector<float> out(std::max(kRows, d));
    std::size_t nearest = 0;
    std::vector<float> norms(kRows);
    std::vector<float> transposed(kRows * d + 1);
    for (std::size_t i = 0; i < kRows; i++) {
        const float* row = y + i * d;
        nearest = plain(x, row, d).squared < plain(x, y + nearest * d, d).squared ? i : nearest;
        norms[i] = static_cast<float>(plain(row, row, d).product);
        for (std::size_t j = 0; j < d; j++) {
            transposed[j * kRows + i] = row[j];
        }
    }
    CHECK(faiss::fvec_L2sqr_ny_nearest(out.data(), x, y, d, kRows) == nearest);
    CHECK(faiss::fvec_L2sqr_ny_nearest_y_transposed(
              out.data(), x, transposed.data(), norms.data(), d, kRows, kRows) == nearest);

    faiss::fvec_add(d, x, y, out.data());
    for (std::size_t i = 0; i < d; i++) {
        CHECK(close(out[i], static_cast<double>(x[i]) + y[i]));
    }
    faiss::fvec_add(d, x, 3.0f, out.data());
    for (std::size_t i = 0; i < d; i++) {
        CHECK(close(out[i], x[i] + 3.0));
    }
    faiss::fvec_sub(d, x, y, out.data());
    for (std::size_t i = 0; i < d; i++) {
        CHECK(close(out[i], static_cast<double>(x[i]) - y[i]));
    }
}

}  // namespace

int main() {
    // One float further than an aligned start: nothing may rely on alignment.
    auto xs = random_floats(kLongest + 1, 1);
    auto ys = random_floats(kLongest * kRows + 1, 2);
    for (const Kernels* k : {&reid::simd::generic, &reid::simd::avx2, &reid::simd::avx512}) {
        if (!reid::simd::can_run(*k)) {
            std::printf("%s: this CPU cannot run it\n", k->name);
            continue;
        }
        for (std::size_t d = 0; d <= kLongest; d++) {
            one_length(*k, xs.data() + 1, ys.data() + 1, d);
        }
        std::printf("%s: lengths 0..%zu agree\n", k->name, kLongest);
    }
    for (std::size_t d = 0; d <= kLongest; d++) {
        faiss_names(xs.data() + 1, ys.data() + 1, d);
    }
    CHECK(std::strcmp(reid::simd::active().name, "generic") != 0 || !reid::simd::can_run(reid::simd::avx2));
    return 0;
}
