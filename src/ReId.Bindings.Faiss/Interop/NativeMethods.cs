using System.Runtime.InteropServices;

namespace ReId.Bindings.Faiss.Interop;

/// <summary>The exports of libreid_faiss; see native/faiss/reid_faiss.h.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "reid_faiss";

    [LibraryImport(Library)]
    internal static partial byte* reid_faiss_last_error();

    [LibraryImport(Library)]
    internal static partial byte* reid_faiss_version();

    [LibraryImport(Library)]
    internal static partial byte* reid_faiss_simd();

    [LibraryImport(Library)]
    internal static partial int reid_faiss_get_threads(out int count);

    [LibraryImport(Library)]
    internal static partial int reid_faiss_set_threads(int count);

    [LibraryImport(Library)]
    internal static partial int reid_faiss_get_threads_here(out int count);

    [LibraryImport(Library)]
    internal static partial int reid_faiss_set_threads_here(int count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int reid_faiss_create(int dimension, string description, int metric, out IntPtr index);

    [LibraryImport(Library)]
    internal static partial void reid_faiss_free(IntPtr index);

    [LibraryImport(Library)]
    internal static partial int reid_faiss_info(FaissIndexHandle index, out NativeInfo info);

    [LibraryImport(Library)]
    internal static partial int reid_faiss_kind(FaissIndexHandle index, byte* buffer, int size);

    [LibraryImport(Library)]
    internal static partial int reid_faiss_train(FaissIndexHandle index, long n, float* x);

    [LibraryImport(Library)]
    internal static partial int reid_faiss_add(FaissIndexHandle index, long n, float* x, long* ids);

    [LibraryImport(Library)]
    internal static partial int reid_faiss_reset(FaissIndexHandle index);

    [LibraryImport(Library)]
    internal static partial int reid_faiss_set_nprobe(FaissIndexHandle index, int nprobe);

    [LibraryImport(Library)]
    internal static partial int reid_faiss_set_ef_search(FaissIndexHandle index, int efSearch);

    [LibraryImport(Library)]
    internal static partial int reid_faiss_enable_reconstruction(FaissIndexHandle index);

    [LibraryImport(Library)]
    internal static partial int reid_faiss_search(
        FaissIndexHandle index, long n, float* x, long k, NativeSearchOptions* options, float* distances, long* ids);

    [LibraryImport(Library)]
    internal static partial int reid_faiss_range_search(
        FaissIndexHandle index, long n, float* x, float radius, NativeSearchOptions* options, out IntPtr range);

    [LibraryImport(Library)]
    internal static partial int reid_faiss_range_size(FaissRangeHandle range, out long queries, out long results);

    [LibraryImport(Library)]
    internal static partial int reid_faiss_range_copy(FaissRangeHandle range, long* limits, float* distances, long* ids);

    [LibraryImport(Library)]
    internal static partial void reid_faiss_range_free(IntPtr range);

    [LibraryImport(Library)]
    internal static partial int reid_faiss_remove(FaissIndexHandle index, NativeFilter* filter, out long removed);

    [LibraryImport(Library)]
    internal static partial int reid_faiss_reconstruct(FaissIndexHandle index, long n, long* ids, float* vectors);

    [LibraryImport(Library)]
    internal static partial int reid_faiss_merge(FaissIndexHandle target, FaissIndexHandle source);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int reid_faiss_write(FaissIndexHandle index, string path);

    [LibraryImport(Library)]
    internal static partial int reid_faiss_write_to(
        FaissIndexHandle index, delegate* unmanaged<IntPtr, byte*, long, int> sink, IntPtr context);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int reid_faiss_read(string path, int requireChecksum, int memoryMap, out IntPtr index);

    [LibraryImport(Library)]
    internal static partial int reid_faiss_read_bytes(byte* bytes, long count, int requireChecksum, out IntPtr index);

    [LibraryImport(Library)]
    internal static partial int reid_faiss_knn(int d, long n, float* x, long count, float* y, long k, float* distances, long* ids);

    [LibraryImport(Library)]
    internal static partial int reid_faiss_meet(
        int d, float* rows, int* members, long count, int* visitors, long n, int k, ulong* heaps);

    [LibraryImport(Library)]
    internal static partial int reid_faiss_kmeans(
        long n,
        int d,
        float* x,
        NativeKMeansOptions* options,
        delegate* unmanaged<IntPtr, int, float, int> progress,
        IntPtr context,
        float* centroids,
        long* assignments,
        float* distances,
        out float objective);
}
