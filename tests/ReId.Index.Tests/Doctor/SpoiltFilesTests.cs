using ReId.Contracts;
using ReId.Index.Erasure;
using ReId.Index.Tests.Support;
using ReId.Testing;

namespace ReId.Index.Tests.DoctorTests;

/// <summary>
/// Every file of a gallery cut short, emptied, and with a bit flipped at many places, in turn: it starts and holds all that
/// it held, or it is refused with a sentence that says what to do; never is anything else served.
/// </summary>
public sealed class SpoiltFilesTests : GalleryTest
{
    private readonly TemporaryFolder _copies = new();

    [Fact]
    public async Task Every_file_spoilt_in_turn_is_made_good_or_refused()
    {
        var entries = Sample.Town(60);
        await using (var gallery = await OpenAsync(cacheEvery: 20))
        {
            await gallery.AddAsync(entries, Token);
            await new Eraser(gallery).EraseAsync(new ErasureRequest { CropIds = [entries[0].Crop.CropId] }, "test", Token);
            await gallery.SettleIndexAsync();
        }

        var held = await HeldAsync(Directory);
        var (served, refused) = (0, 0);
        foreach (var file in System.IO.Directory.GetFiles(Directory, "*", SearchOption.AllDirectories).Where(IsWorthIt))
        {
            var path = Path.GetRelativePath(Directory, file);
            foreach (var (how, bytes) in SpoiltFiles.Ways(path, await System.IO.File.ReadAllBytesAsync(file, Token), flips: path == "gallery.db" ? 60 : 6))
            {
                var copy = _copies.File($"{served + refused}");
                SpoiltFiles.Copy(Directory, copy);
                await System.IO.File.WriteAllBytesAsync(Path.Combine(copy, path), bytes, Token);
                try
                {
                    var now = await HeldAsync(copy);
                    Assert.True(held == now, $"{path} {how} was served, but says something else");
                    served++;
                }
                catch (ReIdException refusal)
                {
                    refused++;
                    Assert.True(
                        path == "gallery.json" || (path == "gallery.db" && refusal.Message.Contains("'reid restore'", StringComparison.Ordinal)),
                        $"{path} {how}: {refusal.Message}");
                }

                System.IO.Directory.Delete(copy, recursive: true);
            }
        }

        Assert.True(served > 40 && refused > 5, $"{served} served, {refused} refused");
    }

    // Pictures are all alike to a start: three will do.
    private bool IsWorthIt(string file) => !file.Contains("/blobs/", StringComparison.Ordinal)
        || System.IO.Directory.GetFiles(File("blobs"), "*", SearchOption.AllDirectories).Order().Take(3).Contains(file);

    /// <summary>Rows, vectors and what a search says: all that the database holds of crops.</summary>
    private static async Task<string> HeldAsync(string directory)
    {
        await using var gallery = await Index.Gallery.OpenAsync(
            new GalleryOptions { Directory = directory, SearchThreads = 1, CacheEvery = 20 }, cancellationToken: Token);
        var text = new System.Text.StringBuilder();
        await foreach (var crop in gallery.ListCropsAsync(new CropListing(), Token))
        {
            text.Append(crop).AppendLine();
        }

        await foreach (var vector in gallery.VectorsAsync(Sample.Model, Token))
        {
            text.Append(Convert.ToHexString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(vector.Vector.Span))).AppendLine();
        }

        foreach (var hit in await gallery.SearchAsync(new Sample(9).Vector(), new SearchOptions { ModelId = Sample.Model, K = 60 }, Token))
        {
            text.Append(hit.Crop.CropId).Append(hit.Score).AppendLine();
        }

        return text.ToString();
    }

    protected override void Dispose(bool disposing)
    {
        _copies.Dispose();
        base.Dispose(disposing);
    }
}
