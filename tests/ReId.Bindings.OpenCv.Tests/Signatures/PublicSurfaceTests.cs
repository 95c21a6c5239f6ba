using OpenCvSharp;
using ReId.Testing.Signatures;

namespace ReId.Bindings.OpenCv.Tests.Signatures;

public class PublicSurfaceTests
{
    [Fact]
    public void Every_public_member_exists_upstream_under_the_same_signature()
    {
        var upstream = SignatureListing.Parse(Path.Combine(AppContext.BaseDirectory, "Signatures", "OpenCvSharp-4.6.0.txt"));

        Assert.Empty(SignatureCheck.Violations(typeof(Mat).Assembly, upstream));
    }
}
