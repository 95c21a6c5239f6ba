namespace ReId.EndToEnd.Tests.Running;

/// <summary>What a user sees of a command: its exit code and what it printed.</summary>
internal sealed record ReidResult(int ExitCode, string Output, string Error)
{
    public void Succeeded() => Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}\n{Error}");

    /// <summary>It failed with one sentence on stderr, without a stack trace, that holds every given piece.</summary>
    public void FailedWith(int exitCode, params string[] pieces)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode}, expected {exitCode}\n{Output}\n{Error}");
        var sentence = Assert.Single(Lines(Error), line => line.StartsWith("reid: ", StringComparison.Ordinal));
        Assert.All(pieces, piece => Assert.Contains(piece, sentence, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
