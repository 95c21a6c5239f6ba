using ReId.Bindings;

namespace OpenCvSharp.Native;

internal sealed class MatHandle : NativeHandle
{
    protected override void Free(IntPtr pointer) => NativeMethods.reid_cv_mat_delete(pointer);
}

internal sealed class CaptureHandle : NativeHandle
{
    protected override void Free(IntPtr pointer) => NativeMethods.reid_cv_capture_delete(pointer);
}

internal sealed class WriterHandle : NativeHandle
{
    protected override void Free(IntPtr pointer) => NativeMethods.reid_cv_writer_delete(pointer);
}

internal sealed class BackgroundHandle : NativeHandle
{
    protected override void Free(IntPtr pointer) => NativeMethods.reid_cv_mog2_delete(pointer);
}

internal sealed class HogHandle : NativeHandle
{
    protected override void Free(IntPtr pointer) => NativeMethods.reid_cv_hog_delete(pointer);
}

/// <summary>What a detector found, until it is copied out.</summary>
internal sealed class DetectionsHandle : NativeHandle
{
    protected override void Free(IntPtr pointer) => NativeMethods.reid_cv_detections_delete(pointer);
}

internal sealed class NetHandle : NativeHandle
{
    protected override void Free(IntPtr pointer) => NativeMethods.reid_cv_net_delete(pointer);
}

/// <summary>What a network gave, until it is handed out.</summary>
internal sealed class MatsHandle : NativeHandle
{
    protected override void Free(IntPtr pointer) => NativeMethods.reid_cv_mats_delete(pointer);
}

/// <summary>Encoded bytes, until they are copied out.</summary>
internal sealed class BufferHandle : NativeHandle
{
    protected override void Free(IntPtr pointer) => NativeMethods.reid_cv_buffer_delete(pointer);
}
