using System.Runtime.InteropServices;

namespace ReId.Bindings;

/// <summary>
/// Base of every handle to a native object. The handle itself is the P/Invoke parameter, so the marshaller keeps the
/// object alive during a call; creation and release are counted in <see cref="LiveHandles"/>.
/// </summary>
internal abstract class NativeHandle : SafeHandle
{
    private bool _counted;

    protected NativeHandle()
        : base(IntPtr.Zero, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == IntPtr.Zero;

    /// <summary>Takes ownership of a pointer that a native call has just handed out.</summary>
    internal void Own(IntPtr pointer)
    {
        SetHandle(pointer);
        if (pointer != IntPtr.Zero && !_counted)
        {
            _counted = true;
            LiveHandles.Add();
        }
    }

    /// <summary>Frees the native object; called once, never with a null pointer.</summary>
    protected abstract void Free(IntPtr pointer);

    /// <inheritdoc/>
    protected sealed override bool ReleaseHandle()
    {
        Free(handle);
        if (_counted)
        {
            _counted = false;
            LiveHandles.Remove();
        }

        return true;
    }
}
