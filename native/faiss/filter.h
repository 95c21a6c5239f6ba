#pragma once
#include <faiss/Index.h>
#include <faiss/impl/IDSelector.h>

#include <memory>
#include <optional>
#include <vector>

#include "faiss/reid_faiss.h"

namespace reid::faiss_abi {

// One selector for every combination of conditions.
class Selector final : public ::faiss::IDSelector {
   public:
    // With a map from positions to ids, FAISS asks about positions and the conditions are about ids.
    explicit Selector(const Filter& filter, const std::vector<idx_t>* positions_to_ids = nullptr);

    bool is_member(idx_t id) const override;

   private:
    Filter filter_;
    const std::vector<idx_t>* positions_to_ids_;
    std::optional<::faiss::IDSelectorBatch> ids_;
};

// FAISS 1.7.3's IDMap takes no search parameters, and later ones rewrite the selector inside the caller's parameters.
// So the outer map is taken off here: the index below is searched, and its positions become ids afterwards.
struct Unmapped {
    explicit Unmapped(const Index& index);

    void to_ids(::faiss::Index::idx_t* labels, std::size_t count) const;

    const Index* whole;
    const ::faiss::Index* engine;
    const std::vector<::faiss::Index::idx_t>* positions_to_ids = nullptr;
};

// The parameter object that FAISS expects for one call on this kind of index, with what it points at. Built anew for
// each call: nothing of it is ever shared between threads.
class CallParameters {
   public:
    CallParameters(const Unmapped& index, const SearchOptions* options);

    // Null where the call has no options: then the index's own settings hold.
    const ::faiss::SearchParameters* get() const { return parameters_.get(); }

    // Null where every id passes.
    const ::faiss::IDSelector* selector() const { return selector_.get(); }

   private:
    std::unique_ptr<Selector> selector_;
    std::unique_ptr<::faiss::SearchParameters> parameters_;
};

}  // namespace reid::faiss_abi
