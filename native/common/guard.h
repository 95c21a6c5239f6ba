// The one wrapper that every export of every native library uses: a status code goes out, the message is kept per
// thread, and no C++ exception ever crosses the C ABI (that would end the process).
#pragma once
#include <exception>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>

#define REID_EXPORT extern "C" __attribute__((visibility("default")))

namespace reid {

// Mirrored by ReId.Bindings.Common.NativeStatus; the numbers are part of the ABI.
enum Status : int {
    Ok = 0,
    InvalidArgument = 1,  // the caller's mistake, found by our own checks
    EngineError = 2,      // the engine (libtorch, OpenCV, FAISS) refused
    OutOfMemory = 3,
    Unknown = 4,
};

// Hidden visibility gives each shared library a message of its own, so engines never read each other's errors.
inline std::string& last_error() noexcept {
    static thread_local std::string message;
    return message;
}

inline int fail(Status status, const char* message) noexcept {
    try {
        last_error() = message != nullptr ? message : "";
    } catch (...) {
        last_error().clear();
    }
    return status;
}

template <class Body>
int guard(Body&& body) noexcept {
    try {
        std::forward<Body>(body)();
        return Ok;
    } catch (const std::bad_alloc&) {
        return fail(OutOfMemory, "out of memory in native code");
    } catch (const std::invalid_argument& e) {
        return fail(InvalidArgument, e.what());
    } catch (const std::exception& e) {
        return fail(EngineError, e.what());
    } catch (...) {
        return fail(Unknown, "an exception that is not a std::exception");
    }
}

// How an export frees what another one handed out.
template <class T>
void destroy(T* object) noexcept {
    guard([object] { delete object; });
}

// For arguments that only a bug in the caller can get wrong.
template <class T>
T* require(T* pointer, const char* what) {
    if (pointer == nullptr) {
        throw std::invalid_argument(std::string(what) + " is null");
    }
    return pointer;
}

}  // namespace reid
