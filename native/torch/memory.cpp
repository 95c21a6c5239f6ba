// Memory that libtorch gives back is kept for the next tensor of about its size. A step of training frees and asks for
// the same gigabytes every time: from the system they come as empty pages, which the kernel clears one by one.
#include <c10/core/CPUAllocator.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <unordered_map>

#include "engine.h"

namespace {

constexpr std::size_t Kilobyte = 1024;
constexpr std::size_t HugePage = 2048 * Kilobyte;
// Smaller pieces glibc keeps by itself.
constexpr std::size_t LeastKept = 256 * Kilobyte;

std::size_t rounded(std::size_t bytes) {
    const auto unit = bytes < 4 * HugePage ? LeastKept : HugePage;
    return (bytes + unit - 1) / unit * unit;
}

// Pages of the system, whole huge ones where there is room for them; null when there are none.
void* map_pages(std::size_t bytes) {
    const auto slack = bytes < HugePage ? 0 : HugePage;
    void* mapped = mmap(nullptr, bytes + slack, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) {
        return nullptr;
    }
    if (slack == 0) {
        return mapped;
    }
    auto* first = static_cast<char*>(mapped);
    const auto skipped = (HugePage - reinterpret_cast<std::uintptr_t>(first) % HugePage) % HugePage;
    if (skipped > 0) {
        munmap(first, skipped);
    }
    if (skipped < slack) {
        munmap(first + skipped + bytes, slack - skipped);
    }
    madvise(first + skipped, bytes, MADV_HUGEPAGE);
    return first + skipped;
}

class KeptMemory final : public c10::Allocator {
public:
    // libtorch asks the one until 2.2, the other since 2.3: whichever its base class has.
    c10::DataPtr allocate(std::size_t bytes) const { return const_cast<KeptMemory*>(this)->pointer_to(bytes); }
    c10::DataPtr allocate(std::size_t bytes) { return pointer_to(bytes); }
    c10::DeleterFnPtr raw_deleter() const { return &give_back; }
    void copy_data(void* target, const void* source, std::size_t bytes) const { std::memcpy(target, source, bytes); }

    void keep(bool more) {
        const std::lock_guard lock(mutex_);
        keepers_ += more ? 1 : -1;
        if (keepers_ == 0) {
            let_go(mapped_);
            peak_ = live_;
        }
    }

    std::size_t kept() {
        const std::lock_guard lock(mutex_);
        return mapped_ - live_;
    }

    static KeptMemory& instance() {
        // Never destroyed: tensors may outlive everything else.
        static auto* const one = [] {
            auto* made = new KeptMemory();
            c10::SetCPUAllocator(made, 1);
            return made;
        }();
        return *one;
    }

private:
    c10::DataPtr pointer_to(std::size_t bytes) {
        void* data = bytes == 0 ? nullptr : take(bytes);
        return {data, data, &give_back, c10::Device(c10::DeviceType::CPU)};
    }

    void* take(std::size_t bytes) {
        void* data = nullptr;
        if (bytes >= LeastKept) {
            const std::lock_guard lock(mutex_);
            data = keepers_ > 0 ? take_kept(rounded(bytes)) : nullptr;
        }
        if (data == nullptr && posix_memalign(&data, 64, bytes) != 0) {
            throw std::bad_alloc();
        }
        return data;
    }

    void* take_kept(std::size_t bytes) {
        const auto found = free_.lower_bound(bytes);
        if (found != free_.end() && found->first <= bytes + bytes / 4) {
            void* data = found->second;
            live_ += found->first;
            free_.erase(found);
            return data;
        }
        // What is kept beside what lives is at most a quarter of what once lived at a time.
        const auto peak = std::max(peak_, live_ + bytes);
        const auto most = peak + peak / 4;
        if (mapped_ + bytes > most) {
            let_go(mapped_ + bytes - most);
        }
        void* data = map_pages(bytes);
        if (data == nullptr) {
            let_go(mapped_);
            data = map_pages(bytes);
        }
        if (data == nullptr) {
            return nullptr;
        }
        try {
            sizes_.emplace(data, bytes);
        } catch (...) {
            munmap(data, bytes);
            throw;
        }
        mapped_ += bytes;
        live_ += bytes;
        // Only now: what the system refused never lived.
        peak_ = peak;
        return data;
    }

    static void give_back(void* data) {
        if (data != nullptr) {
            instance().take_back(data);
        }
    }

    void take_back(void* data) {
        std::unique_lock lock(mutex_);
        const auto found = sizes_.find(data);
        if (found == sizes_.end()) {
            lock.unlock();
            std::free(data);
            return;
        }
        live_ -= found->second;
        if (keepers_ > 0) {
            try {
                free_.emplace(found->second, data);
                return;
            } catch (const std::bad_alloc&) {
                // A deleter must not throw; without room for a note the piece goes back to the system.
            }
        }
        unmap(found);
    }

    // Gives the system so many free bytes, or all there are; the largest first.
    void let_go(std::size_t bytes) {
        for (std::size_t gone = 0; gone < bytes && !free_.empty();) {
            const auto last = std::prev(free_.end());
            gone += last->first;
            const auto found = sizes_.find(last->second);
            free_.erase(last);
            unmap(found);
        }
    }

    void unmap(std::unordered_map<void*, std::size_t>::iterator found) {
        munmap(found->first, found->second);
        mapped_ -= found->second;
        sizes_.erase(found);
    }

    std::mutex mutex_;
    std::unordered_map<void*, std::size_t> sizes_;  // of all mapped pieces
    std::multimap<std::size_t, void*> free_;
    std::size_t mapped_ = 0;
    std::size_t live_ = 0;
    std::size_t peak_ = 0;
    int keepers_ = 0;
};

}  // namespace

// From the first call with 1 until the one with 0 that answers it; calls may nest.
REID_EXPORT int reid_torch_keep_memory(int32_t on) {
    return reid::torch::guard([&] { KeptMemory::instance().keep(on != 0); });
}

// Bytes that no tensor uses and the system does not have.
REID_EXPORT int reid_torch_kept_memory(int64_t* bytes) {
    return reid::torch::guard([&] { *reid::require(bytes, "bytes") = static_cast<int64_t>(KeptMemory::instance().kept()); });
}
