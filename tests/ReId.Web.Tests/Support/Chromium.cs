namespace ReId.Web.Tests.Support;

/// <summary>Debian's browser. Without it a test is skipped on a laptop; with CI=true it fails.</summary>
internal static class Chromium
{
    public const string Program = "/usr/bin/chromium";
    private const string Missing = "Chromium (Debian's chromium) is not installed: ./reid test installs it";

    public static void Require()
    {
        if (!File.Exists(Program))
        {
            Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", Missing);
            Assert.Fail($"{Missing}, but CI=true.");
        }
    }
}
