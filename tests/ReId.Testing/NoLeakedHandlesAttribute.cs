using System.Reflection;
using ReId.Bindings;
using Xunit.v3;

namespace ReId.Testing;

/// <summary>
/// Fails a test that leaves native objects alive. Put it on an assembly whose tests do not run in parallel:
/// <c>[assembly: NoLeakedHandles]</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NoLeakedHandlesAttribute : BeforeAfterTestAttribute
{
    /// <inheritdoc/>
    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        // No collection here: what only a finaliser would free is a leak too.
        var alive = LiveHandles.Count;
        if (alive != 0)
        {
            throw new InvalidOperationException($"{test.TestDisplayName} left {alive} native handle(s) alive.");
        }
    }
}
