using System.Collections.Concurrent;
using System.Reflection;

namespace ReId.Search.Tests.Events;

/// <summary>A gallery (or another interface) whose calls are counted by name.</summary>
public class Counting<T> : DispatchProxy
    where T : class
{
    private T _inner = null!;

    public ConcurrentDictionary<string, int> Calls { get; } = new();

    public static (T Proxy, ConcurrentDictionary<string, int> Calls) Of(T inner)
    {
        var proxy = Create<T, Counting<T>>();
        var counting = (Counting<T>)(object)proxy;
        counting._inner = inner;
        return (proxy, counting.Calls);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Calls.AddOrUpdate(targetMethod!.Name, 1, (_, count) => count + 1);
        return targetMethod.Invoke(_inner, args);
    }
}
