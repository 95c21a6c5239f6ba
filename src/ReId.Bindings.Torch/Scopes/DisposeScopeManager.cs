namespace TorchSharp;

/// <summary>The dispose scopes of one thread, innermost last.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? t_current;

    private readonly List<DisposeScope> _scopes = [];

    internal static DisposeScopeManager ThreadSingleton => t_current ??= new DisposeScopeManager();

    internal DisposeScope Push()
    {
        var scope = new DisposeScope(this);
        _scopes.Add(scope);
        return scope;
    }

    internal void Remove(DisposeScope scope) => _scopes.Remove(scope);

    internal void Register(torch.Tensor tensor)
    {
        if (_scopes.Count > 0)
        {
            _scopes[^1].Include(tensor);
        }
    }

    internal DisposeScope? Outside(DisposeScope scope)
    {
        var position = _scopes.IndexOf(scope);
        return position > 0 ? _scopes[position - 1] : null;
    }
}
