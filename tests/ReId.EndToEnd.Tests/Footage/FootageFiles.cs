namespace ReId.EndToEnd.Tests.Footage;

/// <summary>The real video of the end-to-end tests: vtest.avi of Debian's opencv-doc, named by build/test.sh.</summary>
internal static class FootageFiles
{
    /// <summary>Path of vtest.avi. Where it cannot be had a test skips on a laptop and fails in CI.</summary>
    public static string Vtest()
    {
        var path = Environment.GetEnvironmentVariable("REID_FOOTAGE");
        if (path is null || !File.Exists(path))
        {
            const string message = "vtest.avi is missing: run ./reid test, which fetches it (build/footage.sh)";
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail(message);
            }

            Assert.Skip(message);
        }

        return path;
    }
}
