using ReId.Cli.Tests.Support;
using ReId.Contracts;

namespace ReId.Cli.Tests;

public sealed class FailuresTests
{
    public static TheoryData<Exception, int, string> Kinds => new()
    {
        { new ReIdException("The file a.avi is no video."), ExitCodes.Failure, "The file a.avi is no video." },
        { new UnauthorizedAccessException("Access to the path '/x' is denied."), ExitCodes.Failure, "'/x'" },
        { new IOException("No space left on device : '/x'"), ExitCodes.Failure, "the disk is full" },
        { new OperationCanceledException(), ExitCodes.Interrupted, "interrupted" },
        { new InterruptedException("Interrupted after step 3: go on with --resume."), ExitCodes.Interrupted, "step 3: go on with --resume." },
        { new UsageException("--k is odd."), ExitCodes.Usage, "--k is odd." },
        { new InvalidOperationException("the engine\nand its stack"), ExitCodes.Failure, "unexpected failure (InvalidOperationException): the engine." },
    };

    [Theory]
    [MemberData(nameof(Kinds), DisableDiscoveryEnumeration = true)]
    public async Task Every_failure_is_a_sentence_and_an_exit_code(Exception failure, int code, string words)
    {
        var result = await Reid.CaptureAsync(() => Failures.GuardAsync("Try help.", () => Task.FromException<int>(failure)));

        Assert.Equal(code, result.Code);
        Assert.Contains(words, result.Error.Split('\n')[0], StringComparison.Ordinal);
        Assert.StartsWith("reid: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Success_says_nothing()
    {
        var result = await Reid.CaptureAsync(() => Failures.GuardAsync("Try help.", () => Task.FromResult(0)));

        Assert.Equal((0, ""), (result.Code, result.Error));
    }
}
