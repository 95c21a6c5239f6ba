namespace ReId.Bindings.Faiss.Interop;

internal sealed class FaissIndexHandle : NativeHandle
{
    public static FaissIndexHandle Take(IntPtr pointer)
    {
        var handle = new FaissIndexHandle();
        handle.Own(pointer);
        return handle;
    }

    protected override void Free(IntPtr pointer) => NativeMethods.reid_faiss_free(pointer);
}
