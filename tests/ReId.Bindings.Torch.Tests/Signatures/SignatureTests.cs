using ReId.Testing;
using ReId.Testing.Signatures;
using TorchSharp;

namespace ReId.Bindings.Torch.Tests.Signatures;

public class SignatureTests
{
    // The listing leaves out five types. Four stand at its end, written down from upstream's repository. Left is
    // ModuleExtensionMethods: `to` is an extension method upstream, so that it returns the caller's own module type, and
    // the listing that we were given has no extension methods of modules to compare with.
    private static readonly HashSet<string> s_unlisted = ["ModuleExtensionMethods"];

    [Fact]
    public void Every_public_member_is_upstreams()
    {
        var path = Path.Combine(RepositoryPaths.Root, "tests", "ReId.Bindings.Torch.Tests", "Signatures", "TorchSharp-0.99.6.txt");
        var violations = SignatureCheck.Violations(
            typeof(torch).Assembly, SignatureListing.Parse(path), type => s_unlisted.Contains(type.Name));

        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, violations));
    }
}
