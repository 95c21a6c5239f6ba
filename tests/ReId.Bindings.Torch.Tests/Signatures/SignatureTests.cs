using ReId.Testing;
using ReId.Testing.Signatures;
using TorchSharp;

namespace ReId.Bindings.Torch.Tests.Signatures;

public class SignatureTests
{
    // Types that upstream has and the listing leaves out: nothing to compare with.
    private static readonly HashSet<string> s_unlisted =
        ["TensorAccessor`1", "PaddingModes", "compute_mode", "RoundingMode", "ModuleExtensionMethods"];

    [Fact]
    public void Every_public_member_is_upstreams()
    {
        var path = Path.Combine(RepositoryPaths.Root, "tests", "ReId.Bindings.Torch.Tests", "Signatures", "TorchSharp-0.99.6.txt");
        var violations = SignatureCheck.Violations(
            typeof(torch).Assembly, SignatureListing.Parse(path), type => s_unlisted.Contains(type.Name));

        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, violations));
    }
}
