namespace TorchSharp;

/// <summary>Disposes every tensor made on its thread while it was the innermost scope, unless taken out of it.</summary>
public sealed class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager _manager;
    private readonly HashSet<IDisposable> _held = new(ReferenceEqualityComparer.Instance);

    public DisposeScope(DisposeScopeManager disposeScopeManager)
    {
        ArgumentNullException.ThrowIfNull(disposeScopeManager);
        _manager = disposeScopeManager;
    }

    public int DisposablesCount => _held.Count;

    public IReadOnlyList<IDisposable> DisposablesView => [.. _held];

    public bool Contains(IDisposable disposable) => _held.Contains(disposable);

    public T Include<T>(T disposable)
        where T : IDisposable
    {
        if (_held.Add(disposable) && disposable is torch.Tensor tensor)
        {
            tensor.OwningScope = this;
        }

        return disposable;
    }

    /// <summary>Hands a tensor to the scope around this one, or to nobody when this is the outermost.</summary>
    public T MoveToOuter<T>(T disposable)
        where T : IDisposable
    {
        LetGo(disposable);
        _manager.Outside(this)?.Include(disposable);
        return disposable;
    }

    public void MoveToOuter(params IDisposable[] disposables)
    {
        foreach (var disposable in disposables)
        {
            MoveToOuter<IDisposable>(disposable);
        }
    }

    /// <summary>Takes a tensor out of every scope: its owner disposes it.</summary>
    public T Detach<T>(T disposable)
        where T : IDisposable
    {
        LetGo(disposable);
        return disposable;
    }

    public void Detach(params IDisposable[] disposables)
    {
        foreach (var disposable in disposables)
        {
            LetGo(disposable);
        }
    }

    public void MarkAsDisposed(IDisposable disposable) => LetGo(disposable);

    public void DisposeEverything() => DisposeEverythingBut([]);

    public void DisposeEverythingBut(params IDisposable[] keep)
    {
        foreach (var disposable in DisposablesView)
        {
            if (!keep.Contains(disposable))
            {
                LetGo(disposable);
                disposable.Dispose();
            }
        }
    }

    public T DisposeEverythingBut<T>(T keep)
        where T : IDisposable
    {
        DisposeEverythingBut([keep]);
        return keep;
    }

    public void Dispose()
    {
        DisposeEverything();
        _manager.Remove(this);
    }

    private void LetGo(IDisposable disposable)
    {
        if (_held.Remove(disposable) && disposable is torch.Tensor tensor)
        {
            tensor.OwningScope = null;
        }
    }
}
