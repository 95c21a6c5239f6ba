#include <faiss/Clustering.h>
#include <faiss/IndexFlat.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "faiss/index.h"
#include "faiss/knn.h"

using namespace reid;
using namespace reid::faiss_abi;

namespace {

struct Stopped final : std::exception {
    const char* what() const noexcept override { return "k-means was stopped"; }
};

// Clustering has no hook of its own, but it hands each iteration's centroids to the index that assigns the points;
// by then the iteration before is complete and its objective is known.
class Watched final : public ::faiss::IndexFlat {
   public:
    Watched(std::int32_t d, ::faiss::MetricType metric, KMeansProgress progress, void* context)
        : IndexFlat(d, metric), progress_(progress), context_(context) {}

    void watch(const ::faiss::Clustering& clustering) { clustering_ = &clustering; }

    void add(idx_t n, const float* x) override {
        report();
        IndexFlat::add(n, x);
    }

    // The assignment is nearly all of k-means.
    void search(
        idx_t n, const float* x, idx_t k, float* distances, idx_t* labels, const ::faiss::SearchParameters* params)
        const override {
        if (params == nullptr) {
            auto inner = metric_type == ::faiss::METRIC_INNER_PRODUCT;
            nearest(d, n, x, ntotal, get_xb(), k, inner, distances, labels);
            if (std::find(labels, labels + n * k, -1) != labels + n * k) {
                // FAISS would end the process.
                throw std::invalid_argument("k-means needs points whose squared length fits into a float");
            }
        } else {
            IndexFlat::search(n, x, k, distances, labels, params);
        }
    }

    void report() {
        if (progress_ == nullptr || clustering_ == nullptr) {
            return;
        }
        for (; reported_ < clustering_->iteration_stats.size(); reported_++) {
            float objective = clustering_->iteration_stats[reported_].obj;
            if (progress_(context_, static_cast<std::int32_t>(reported_ + 1), objective) != 0) {
                throw Stopped();
            }
        }
    }

   private:
    KMeansProgress progress_;
    void* context_;
    const ::faiss::Clustering* clustering_ = nullptr;
    std::size_t reported_ = 0;
};

void require_valid(std::int64_t n, const KMeansOptions& options) {
    if (options.clusters < 1 || options.iterations < 1 || options.redo < 1 || options.max_points_per_centroid < 1) {
        throw std::invalid_argument("clusters, iterations, redo and points per centroid must be at least 1");
    }
    if (n < options.clusters) {
        throw std::invalid_argument(
            "k-means needs at least as many points as clusters: " + std::to_string(n) + " points, " +
            std::to_string(options.clusters) + " clusters");
    }
}

}  // namespace

int reid_faiss_kmeans(
    std::int64_t n,
    std::int32_t d,
    const float* x,
    const KMeansOptions* options,
    KMeansProgress progress,
    void* context,
    float* centroids,
    std::int64_t* assignments,
    float* distances,
    float* objective) {
    return guard([&] {
        require(x, "x");
        require_valid(n, *require(options, "options"));
        apply_threads();

        ::faiss::ClusteringParameters settings;
        settings.niter = options->iterations;
        settings.nredo = options->redo;
        settings.seed = options->seed;
        settings.spherical = options->spherical != 0;
        settings.min_points_per_centroid = 1;  // fewer would only print a warning
        settings.max_points_per_centroid = options->max_points_per_centroid;

        auto metric = settings.spherical ? ::faiss::METRIC_INNER_PRODUCT : ::faiss::METRIC_L2;
        ::faiss::Clustering clustering(d, options->clusters, settings);
        Watched index(d, metric, progress, context);
        index.watch(clustering);
        clustering.train(n, x, index);
        index.report();

        // FAISS trains on a sample and assigns only that; the caller wants every point, by the final centroids.
        Watched final_index(d, metric, nullptr, nullptr);
        final_index.add(options->clusters, clustering.centroids.data());
        final_index.search(n, x, 1, require(distances, "distances"), require(assignments, "assignments"), nullptr);
        double total = 0;
        for (std::int64_t i = 0; i < n; i++) {
            total += distances[i];
        }
        *require(objective, "objective") = static_cast<float>(total);
        std::memcpy(
            require(centroids, "centroids"),
            clustering.centroids.data(),
            clustering.centroids.size() * sizeof(float));
    });
}
