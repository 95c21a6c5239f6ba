using System.Text.Json.Nodes;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.Segments;

/// <summary>
/// What a kill leaves behind at each single change to the folder, and what a bad disk makes of each file: the next start
/// finds exactly what the database holds.
/// </summary>
public sealed class CrashTests : IndexTest
{
    [Fact]
    public async Task The_folder_as_a_kill_leaves_it_before_any_change_is_good_for_a_start()
    {
        // 1. Sealing, merging, removing and compacting; before every change to the folder it is copied aside.
        var copies = new List<(string Step, string Folder)>();
        void Copy(string step)
        {
            var copy = $"{Folder}-{copies.Count}";
            Directory.CreateDirectory(copy);
            foreach (var file in Files())
            {
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            }

            copies.Add((step, copy));
        }

        var index = await OpenAsync("ivf-flat", head: 5100, step: Copy);
        var crops = await AddAsync(index, 5200, batch: 650);
        await index.SettleAsync();
        await RemoveAsync(index, crops.Skip(50).Take(40));
        await index.CompactAsync(Token);
        await index.SettleAsync();
        await CloseAsync(index);
        Assert.Subset(copies.Select(copy => copy.Step).ToHashSet(), new HashSet<string>
        {
            "write vectors", "rename vectors", "write manifest", "write ivf-flat", "rename ivf-flat", "delete .vectors",
        });

        // 2. The database has moved on meanwhile; each copy is opened with what it holds now.
        foreach (var (step, folder) in copies)
        {
            index = await OpenAsync("ivf-flat", head: 5100, folder: folder);
            Assert.Equal(Source.Count, index.Count);
            await AssertSameAsync(index);
            await index.SettleAsync();
            await AssertSameAsync(index);
            await CloseAsync(index);
            Assert.DoesNotContain(Directory.EnumerateFiles(folder), file => file.EndsWith(".part", StringComparison.Ordinal));
        }

        // Where nothing was sealed yet all of it is read from the database; nothing is ever called damaged.
        Assert.All(Log.Warnings, line => Assert.Contains("is rebuilt from the database", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("write vectors")]
    [InlineData("rename vectors")]
    [InlineData("write ivf-flat")]
    [InlineData("rename ivf-flat")]
    [InlineData("write manifest")]
    public async Task A_change_that_fails_costs_no_answer_and_is_repeated_at_the_next_start(string broken)
    {
        var index = await OpenAsync("ivf-flat", head: 5100, step: step =>
        {
            if (step == broken)
            {
                throw new IOException("No space left on device");
            }
        });
        await AddAsync(index, 5200, batch: 650);
        await index.SettleAsync();
        await AssertSameAsync(index);
        Assert.Contains(Log.Warnings, line => line.StartsWith("Work on the index of model m failed", StringComparison.Ordinal));
        await CloseAsync(index);

        index = await OpenAsync("ivf-flat", head: 5100);
        await AssertSameAsync(index);
        await index.SettleAsync();
        await AssertSameAsync(index);
        Assert.Contains(index.Models.Single().Segments, segment => segment.Entry?.Kind == "ivf-flat");
        await CloseAsync(index);
    }

    [Theory]
    [InlineData("ivf-flat")]
    [InlineData("ivf-pq")]
    [InlineData("rabitq")]
    public async Task Every_file_may_be_cut_short_flipped_or_gone(string kind)
    {
        var index = await OpenAsync(kind, head: 5100);
        await AddAsync(index, 5200, batch: 650);
        await index.SettleAsync();
        await CloseAsync(index);
        foreach (var name in Files().Select(Path.GetFileName))
        {
            foreach (var damage in new[] { "flip", "cut", "empty", "gone" })
            {
                var folder = $"{Folder}-{name}-{damage}";
                Directory.CreateDirectory(folder);
                foreach (var file in Files())
                {
                    File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
                }

                Damage(Path.Combine(folder, name!), damage);
                Log.Lines.Clear();
                index = await OpenAsync(kind, head: 5100, folder: folder);
                await AssertSameAsync(index);
                Assert.True(Log.Warnings.Any() || (name == "manifest.json" && damage == "gone"), $"{damage} {name} unnoticed");
                await index.SettleAsync();
                await AssertSameAsync(index);
                await CloseAsync(index);
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    [Fact]
    public async Task A_number_in_the_manifest_that_changed_is_noticed()
    {
        var index = await OpenAsync(head: 50);
        await AddAsync(index, 60);
        await CloseAsync(index);
        var path = Path.Combine(Folder, "manifest.json");
        var manifest = JsonNode.Parse(await File.ReadAllTextAsync(path, Token))!;
        manifest["segments"]![0]!["wanted"] = "ivf-flat";
        await File.WriteAllTextAsync(path, manifest.ToJsonString(), Token);

        index = await OpenAsync(head: 50);

        Assert.Contains(Log.Warnings, line => line.Contains("its checksum is wrong", StringComparison.Ordinal));
        await AssertSameAsync(index);
        await CloseAsync(index);
    }

    [Fact]
    public async Task A_manifest_of_the_former_format_is_rebuilt()
    {
        var index = await OpenAsync();
        await AddAsync(index, 30);
        await index.DisposeAsync();
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "manifest.json"), """
            {"format":1,"kind":"flat","segments":[{"model":"m","dimension":64,"file":"a.flat","sha256":"00","lastSequence":50,"count":30}]}
            """, Token);
        await File.WriteAllTextAsync(Path.Combine(Folder, "a.flat"), "whatever", Token);

        index = await OpenAsync();

        await AssertSameAsync(index);
        Assert.Contains(Log.Lines, line => line.Text.Contains("is of format 1, this version writes 2", StringComparison.Ordinal));
        Assert.Empty(Files("*.flat"));
        await CloseAsync(index);
    }

    private static void Damage(string file, string damage)
    {
        var bytes = File.ReadAllBytes(file);
        switch (damage)
        {
            case "flip":
                bytes[bytes.Length * 2 / 3] ^= 1;
                File.WriteAllBytes(file, bytes);
                break;
            case "cut":
                File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
                break;
            case "empty":
                File.WriteAllBytes(file, []);
                break;
            default:
                File.Delete(file);
                break;
        }
    }
}
