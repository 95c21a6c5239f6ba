namespace ReId.Cli.Tests.Support;

/// <summary>Runs a command line in this process. The console is the process's, so these tests run one at a time.</summary>
internal static class Reid
{
    public static Task<ReidResult> RunAsync(params string[] args) => RunUntilAsync(TestContext.Current.CancellationToken, args);

    public static Task<ReidResult> RunUntilAsync(CancellationToken cancellationToken, params string[] args) =>
        CaptureAsync(() => CommandLine.RunAsync(args, cancellationToken));

    public static async Task<ReidResult> CaptureAsync(Func<Task<int>> command)
    {
        var (formerOut, formerError) = (Console.Out, Console.Error);
        using var output = new StringWriter();
        using var error = new StringWriter();
        Console.SetOut(output);
        Console.SetError(error);
        try
        {
            var code = await command();
            return new ReidResult(code, output.ToString(), error.ToString());
        }
        finally
        {
            Console.SetOut(formerOut);
            Console.SetError(formerError);
        }
    }
}

/// <summary>What a command line said and returned.</summary>
internal sealed record ReidResult(int Code, string Out, string Error)
{
    public ReidResult Succeeded()
    {
        Assert.True(Code == ExitCodes.Success, $"exit code {Code}: {Error}");
        return this;
    }

    /// <summary>Exit code 2: one sentence with those words, and where to look for help.</summary>
    public void IsWrongUsage(params string[] words)
    {
        Assert.Equal(ExitCodes.Usage, Code);
        var lines = Error.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        IsSentence(lines[0], words);
        Assert.Matches(@"^Try './reid .*--help'\.$", lines[1]);
        Assert.Empty(Out);
    }

    /// <summary>Exit code 1: one sentence with those words and nothing else.</summary>
    public void IsFailure(params string[] words)
    {
        Assert.Equal(ExitCodes.Failure, Code);
        IsSentence(Assert.Single(Error.TrimEnd().Split('\n')), words);
    }

    private static void IsSentence(string line, string[] words)
    {
        Assert.StartsWith("reid: ", line, StringComparison.Ordinal);
        Assert.EndsWith(".", line, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.Ordinal));
    }
}
