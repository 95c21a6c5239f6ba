using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ReId.EndToEnd.Tests.Bus;
using ReId.EndToEnd.Tests.Footage;
using ReId.Testing;

namespace ReId.EndToEnd.Tests.Care;

/// <summary>
/// <c>reid erase</c> killed with -9 at moments of a seeded draw: whoever opens the gallery next finishes it, with the
/// receipt that an erasure in peace gives, and nobody else's crop is touched. REID_KILL_ROUNDS asks for more rounds.
/// </summary>
public sealed partial class ErasureKilledTests : IDisposable
{
    private const int Rounds = 3;
    private const int Kept = 5;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_erasure_that_is_killed_is_finished_with_the_same_receipt()
    {
        var first = await PrepareAsync();
        var peaceful = Copy(first, "peaceful");
        var time = await EraseAsync(peaceful, kill: null);
        var expected = await ReceiptAsync(Receipt(peaceful));
        var left = Pictures(peaceful);
        var gone = Pictures(first).Except(left).ToList();
        Assert.Equal((Kept, 200), (left.Count, gone.Count));
        var traces = Traces(first, gone);
        Assert.NotEmpty(Find(first, traces));

        var rounds = int.Parse(Environment.GetEnvironmentVariable("REID_KILL_ROUNDS") ?? Rounds.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        for (var round = 0; round < rounds; round++)
        {
            // The first one dies right after the note in the ledger.
            var data = Copy(first, $"round{round}");
            var delay = time * (round == 0 ? 0 : new Random(round).NextDouble());
            await EraseAsync(data, kill: delay);
            var when = $"round {round}, killed {delay.TotalMilliseconds:0} ms after the note, of {time.TotalMilliseconds:0}";

            var receipt = await FinishAsync(data, again: round % 2 == 0);

            Assert.Equal(expected.GetProperty("removed").GetRawText(), receipt.GetProperty("removed").GetRawText());
            Assert.True(receipt.GetProperty("check").GetProperty("clean").GetBoolean(), $"{when}: {receipt}");
            Assert.Equal(left, Pictures(data));
            Assert.True(Find(data, traces) is [], $"{when}: {string.Join(", ", Find(data, traces))}");
            Assert.False(Directory.Exists(Path.Combine(data, "erasing")), when);
            var doctor = await Part.RunAsync("memory", "doctor", "--data", data);
            doctor.Succeeded();
            Assert.Contains($"read: {Kept} crops, {Kept} vectors, {Kept} pictures", doctor.Output, StringComparison.Ordinal);
            Directory.Delete(data, recursive: true);
        }
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> PrepareAsync()
    {
        var data = _folder.File("first");
        GeneratedFootage.Folder(_folder.File("gate"), people: 20, each: 10);
        for (var i = 0; i < Kept; i++)
        {
            // Other figures than those before the gate: who looks like an erased one has the same vector, and keeps it.
            GeneratedFootage.Picture(_folder.File("yard", $"{i}.png"), seed: 1000 + i);
        }

        (await Part.RunAsync("memory", "ingest", _folder.File("gate"), _folder.File("yard"), "--detector", "none", "--weights", "synthetic", "--data", data)).Succeeded();
        return data;
    }

    /// <returns>From the note in the ledger to the end.</returns>
    private static async Task<TimeSpan> EraseAsync(string data, TimeSpan? kill)
    {
        using var process = Part.Launch("memory", ["erase", "--camera", "gate", "--data", data, "--receipt", Receipt(data)]);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Token), process.StandardError.ReadToEndAsync(Token));
        while (!process.HasExited && !(new FileInfo(Path.Combine(data, "erasures.log")) is { Exists: true, Length: > 0 }))
        {
            await Task.Delay(1, Token);
        }

        var start = Stopwatch.GetTimestamp();
        if (kill is { } delay)
        {
            await Task.Delay(delay, Token);
            process.Kill();
        }

        await process.WaitForExitAsync(Token);
        var time = Stopwatch.GetElapsedTime(start);
        Assert.True(kill is not null || process.ExitCode == 0, await output + await error);
        return time;
    }

    // By the same command given again, or by whatever opens the gallery.
    private static async Task<JsonElement> FinishAsync(string data, bool again)
    {
        if (again && !File.Exists(Receipt(data)))
        {
            (await Part.RunAsync("memory", "erase", "--camera", "gate", "--data", data, "--receipt", Receipt(data))).Succeeded();
        }
        else
        {
            (await Part.RunAsync("memory", "gallery", "stats", "--data", data)).Succeeded();
            var listed = await Part.RunAsync("memory", "erase", "receipts", "--data", data);
            listed.Succeeded();
            var id = Assert.Single(Erasure().Matches(listed.Output)).Groups[1].Value;
            (await Part.RunAsync("memory", "erase", "receipts", "--data", data, "--id", id, "--receipt", Receipt(data))).Succeeded();
        }

        return await ReceiptAsync(Receipt(data));
    }

    private string Copy(string data, string name)
    {
        var copy = _folder.File(name);
        foreach (var file in Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(data, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    private static string Receipt(string data) => data + ".json";

    private static async Task<JsonElement> ReceiptAsync(string file)
    {
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(file, Token));
        return document.RootElement.Clone();
    }

    private static List<string> Pictures(string data) =>
        [.. Directory.EnumerateFiles(Path.Combine(data, "blobs"), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(data, file)).Order(StringComparer.Ordinal)];

    // Each picture, and the id of each crop as a database may write it.
    private static List<byte[]> Traces(string data, IEnumerable<string> pictures) =>
    [
        .. pictures.SelectMany(picture =>
        {
            var (bytes, id) = (File.ReadAllBytes(Path.Combine(data, picture)), Guid.ParseExact(Path.GetFileNameWithoutExtension(picture), "n"));
            var text = id.ToString();
            return new[] { bytes, Encoding.ASCII.GetBytes(text), Encoding.ASCII.GetBytes(text.ToUpperInvariant()), id.ToByteArray(), id.ToByteArray(bigEndian: true) };
        }),
    ];

    private static List<string> Find(string data, List<byte[]> traces) =>
    [
        .. Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories).Where(file =>
        {
            var bytes = File.ReadAllBytes(file);
            return traces.Exists(trace => bytes.AsSpan().IndexOf(trace) >= 0);
        }),
    ];

    [GeneratedRegex("^erasure ([0-9a-f-]{36}):", RegexOptions.Multiline)]
    private static partial Regex Erasure();
}
