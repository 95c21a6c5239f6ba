using ReId.Contracts;
using ReId.Model.Tests.Support;
using ReId.Testing;

namespace ReId.Model.Tests.Weights;

/// <summary>Damaged files end in a sentence or, where the damage hits nothing, in a model; never in anything else.</summary>
public sealed class CheckpointFuzzTests : IDisposable
{
    // Shared by the thousands of files of a test.
    private readonly TemporaryFolder _folder = new();

    private const long MostMemory = 256L << 20;

    public static TheoryData<string> Files => ModelImporterTests.GoodFiles;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void Cut_off_anywhere(string name)
    {
        var bytes = File.ReadAllBytes(Tiny.File(name));
        for (var part = 0; part < 50; part++)
        {
            var error = Import(bytes.AsSpan(0, bytes.Length * part / 50), out _);
            Assert.NotNull(error);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Any_byte_flipped(string name)
    {
        var bytes = File.ReadAllBytes(Tiny.File(name));
        var random = new Random(1);
        for (var i = 0; i < bytes.Length; i++)
        {
            var flipped = (byte[])bytes.Clone();
            flipped[i] ^= (byte)(1 << random.Next(8));
            Import(flipped, out var allocated);
            Assert.True(allocated < MostMemory, $"byte {i}: {allocated} bytes allocated");
        }
    }

    [Fact]
    public void Model_files_cut_off_or_flipped_are_never_taken_for_whole()
    {
        var path = _folder.File("m.safetensors");
        Tiny.Model().Save(path);
        var bytes = File.ReadAllBytes(path);
        for (var i = 0; i < bytes.Length; i++)
        {
            var flipped = (byte[])bytes.Clone();
            flipped[i] ^= 1;
            TryLoad(path, flipped);
            Assert.ThrowsAny<ReIdException>(() => Load(path, bytes[..i]));
        }
    }

    private static void TryLoad(string path, byte[] bytes)
    {
        try
        {
            // Free text (training facts) may change without anyone noticing; what makes vectors may not.
            Assert.Equal(Tiny.Model().Info.Id, Load(path, bytes));
        }
        catch (ReIdException)
        {
            // The other allowed outcome.
        }
    }

    private static string Load(string path, byte[] bytes)
    {
        File.WriteAllBytes(path, bytes);
        return Model.Weights.ModelFile.Load(path).Info.Id;
    }

    private ReIdException? Import(ReadOnlySpan<byte> bytes, out long allocated)
    {
        File.WriteAllBytes(_folder.File("f.pth"), bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            Tiny.Importer.Read(_folder.File("f.pth"), "tiny");
            return null;
        }
        catch (ReIdException e)
        {
            return e;
        }
        finally
        {
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
