using System.Runtime.InteropServices;
using ReId.Bindings.Faiss.Interop;

namespace ReId.Bindings.Faiss;

/// <summary>Facts and settings of the FAISS that is loaded into this process. Safe from any thread.</summary>
public static class FaissLibrary
{
    /// <summary>FAISS's version, e.g. <c>1.7.3</c>.</summary>
    public static unsafe string Version => Marshal.PtrToStringUTF8((nint)NativeMethods.reid_faiss_version())!;

    /// <summary>The instruction set of the distance loops in use: <c>generic</c>, <c>avx2</c> or <c>avx512</c>.</summary>
    public static unsafe string InstructionSet => Marshal.PtrToStringUTF8((nint)NativeMethods.reid_faiss_simd())!;

    /// <summary>
    /// Threads that one call may use; 0 sets it back to all cores (or OMP_NUM_THREADS). Holds for calls that start
    /// afterwards, on every thread. OpenMP keeps a pool of this size for each thread that calls: search from few
    /// dedicated threads rather than from many.
    /// </summary>
    /// <remarks>
    /// It sets OpenBLAS's number of threads too, which is one for the whole process: libtorch's matrix products run
    /// with it as well when both share the library. Beside a model, set <see cref="ThreadsOfThisThread"/> instead.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public static int Threads
    {
        get
        {
            NativeError.Check(NativeMethods.reid_faiss_get_threads(out var count));
            return count;
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            NativeError.Check(NativeMethods.reid_faiss_set_threads(value));
        }
    }

    /// <summary>
    /// Threads that one call made from the calling thread may use; 0 sets it back to <see cref="Threads"/>. It stays
    /// with the thread, so set it on threads of your own. Matrix products (training, batches of twenty queries and
    /// more) keep OpenBLAS's number.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public static int ThreadsOfThisThread
    {
        get
        {
            NativeError.Check(NativeMethods.reid_faiss_get_threads_here(out var count));
            return count;
        }

        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            NativeError.Check(NativeMethods.reid_faiss_set_threads_here(value));
        }
    }
}
