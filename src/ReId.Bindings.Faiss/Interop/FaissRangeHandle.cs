namespace ReId.Bindings.Faiss.Interop;

internal sealed class FaissRangeHandle : NativeHandle
{
    public static FaissRangeHandle Take(IntPtr pointer)
    {
        var handle = new FaissRangeHandle();
        handle.Own(pointer);
        return handle;
    }

    protected override void Free(IntPtr pointer) => NativeMethods.reid_faiss_range_free(pointer);
}
