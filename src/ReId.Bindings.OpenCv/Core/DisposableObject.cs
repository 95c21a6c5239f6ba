namespace OpenCvSharp;

/// <summary>Base of everything that owns a native object; disposing twice is harmless.</summary>
public abstract class DisposableObject : IDisposable
{
    public bool IsDisposed { get; private set; }

    public void Dispose()
    {
        if (!IsDisposed)
        {
            IsDisposed = true;
            DisposeManaged();
        }

        GC.SuppressFinalize(this);
    }

    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(IsDisposed, this);

    protected virtual void DisposeManaged()
    {
    }
}
