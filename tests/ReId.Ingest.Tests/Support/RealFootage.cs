namespace ReId.Ingest.Tests.Support;

/// <summary>Debian's vtest.avi, which <c>./reid test</c> fetches and names in the environment.</summary>
internal static class RealFootage
{
    public static string PedestriansOrSkip()
    {
        var path = Environment.GetEnvironmentVariable("REID_FOOTAGE");
        if (!File.Exists(path))
        {
            const string message = "vtest.avi is missing: run ./reid test, which fetches it (build/footage.sh)";
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", message);
            Assert.Skip(message);
        }

        return path;
    }
}
