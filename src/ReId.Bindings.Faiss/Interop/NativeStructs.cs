using System.Runtime.InteropServices;

namespace ReId.Bindings.Faiss.Interop;

// Mirrors of the structs in native/faiss/reid_faiss.h, field by field.

[StructLayout(LayoutKind.Sequential)]
internal struct NativeInfo
{
    public long Count;
    public int Dimension;
    public int Metric;
    public int IsTrained;
    public uint Operations;
    public int NProbe;
    public int EfSearch;
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeFilter
{
    public long From;
    public long To;
    public int HasRange;
    public int HasIds;
    public byte* Allowed;
    public long AllowedBytes;
    public long AllowedFirst;
    public byte* Denied;
    public long DeniedBytes;
    public long DeniedFirst;
    public long* Ids;
    public long IdCount;
}

[StructLayout(LayoutKind.Sequential)]
internal struct NativeSearchOptions
{
    public NativeFilter Filter;
    public int HasFilter;
    public int NProbe;
    public int EfSearch;
}

[StructLayout(LayoutKind.Sequential)]
internal struct NativeKMeansOptions
{
    public int Clusters;
    public int Iterations;
    public int Redo;
    public int Seed;
    public int Spherical;
    public int MaxPointsPerCentroid;
}
