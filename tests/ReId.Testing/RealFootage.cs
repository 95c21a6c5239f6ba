using Xunit;

namespace ReId.Testing;

/// <summary>The real video of the tests: Debian's vtest.avi, which <c>./reid test</c> fetches and names in the environment.</summary>
public static class RealFootage
{
    private const string Message = "vtest.avi is missing: run ./reid test, which fetches it (build/footage.sh)";

    /// <summary>Path of vtest.avi, or null where it could not be had.</summary>
    public static string? Find() =>
        Environment.GetEnvironmentVariable("REID_FOOTAGE") is { Length: > 0 } path && File.Exists(path) ? path : null;

    /// <summary>Path of vtest.avi. Where it cannot be had a test skips on a laptop and fails in CI.</summary>
    public static string Require()
    {
        var path = Find();
        if (path is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", Message);
            Assert.Skip(Message);
        }

        return path;
    }
}
