using ReId.Contracts;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.GalleryTests;

public sealed class DirectoryTests : GalleryTest
{
    [Fact]
    public async Task The_format_is_written_down()
    {
        await (await OpenAsync()).DisposeAsync();

        // Frozen: a change of the format raises the number.
        Assert.Equal("{\"format\":1}", await System.IO.File.ReadAllTextAsync(File("gallery.json"), Token));
        Assert.Equal(
            ["gallery.db", "gallery.json", "gallery.lock", "gallery.seal"],
            System.IO.Directory.GetFiles(Directory).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_directory_of_a_newer_version_is_refused_and_not_touched()
    {
        System.IO.Directory.CreateDirectory(Directory);
        await System.IO.File.WriteAllTextAsync(File("gallery.json"), "{\"format\":2,\"shards\":[]}", Token);

        Assert.Equal(
            $"The gallery {Directory} was made by a newer version of ReId (format 2; this version reads up to 1): use that version, or another directory.",
            await RefusalAsync());
        Assert.Equal(["gallery.json"], System.IO.Directory.GetFileSystemEntries(Directory).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_database_with_a_schema_of_a_newer_version_is_refused()
    {
        await (await OpenAsync()).DisposeAsync();
        await ExecuteAsync("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Holograms', '99.0')");

        Assert.Equal(
            $"{File("gallery.db")} was written by a newer version of ReId (its schema has '29990101000000_Holograms'): use that version; if there never was one, the database is damaged: restore it from a backup with 'reid restore'.",
            await RefusalAsync());
    }

    [Fact]
    public async Task A_lock_of_a_migration_that_was_killed_does_not_hang_the_next_start()
    {
        System.IO.Directory.CreateDirectory(Directory);
        await System.IO.File.WriteAllTextAsync(File("gallery.json"), "{\"format\":1}", Token);
        await ExecuteAsync(
            "CREATE TABLE __EFMigrationsLock (Id INTEGER PRIMARY KEY, Timestamp TEXT); INSERT INTO __EFMigrationsLock VALUES (1, '2026-01-01')");

        await using var gallery = await OpenAsync();

        Assert.Equal(1, (await gallery.AddAsync([Sample.Entry()], Token)).Added);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("{}")]
    public async Task An_unreadable_format_is_refused(string text)
    {
        System.IO.Directory.CreateDirectory(Directory);
        await System.IO.File.WriteAllTextAsync(File("gallery.json"), text, Token);

        Assert.Equal($"{File("gallery.json")} is damaged: it should read {{\"format\":1}}.", await RefusalAsync());
    }

    [Fact]
    public async Task A_directory_of_other_things_is_refused_and_not_touched()
    {
        System.IO.Directory.CreateDirectory(Directory);
        await System.IO.File.WriteAllTextAsync(File("thesis.tex"), "…", Token);

        Assert.Equal(
            $"The directory {Directory} is no gallery: it has no gallery.json but holds thesis.tex; name a gallery, or a new or empty directory.",
            await RefusalAsync());
        Assert.Single(System.IO.Directory.GetFileSystemEntries(Directory));
    }

    [Fact]
    public async Task A_file_is_refused()
    {
        await System.IO.File.WriteAllTextAsync(Directory, "…", Token);

        Assert.Equal($"The gallery {Directory} is a file: name a directory.", await RefusalAsync());
    }

    [Fact]
    public async Task A_second_opening_is_refused_by_name_of_the_holder()
    {
        await using (var gallery = await OpenAsync())
        {
            Assert.Equal(
                $"The gallery {Directory} is in use by process {Environment.ProcessId}: stop that process, or name another directory.",
                await RefusalAsync());
            Assert.Equal(1, (await gallery.AddAsync([Sample.Entry()], Token)).Added);
        }

        await using var next = await OpenAsync();
        Assert.Equal(1, (await next.StatsAsync(Token)).Crops);
    }

    [Fact]
    public async Task Options_that_make_no_sense_are_named()
    {
        var options = new GalleryOptions { Directory = Directory };
        await SaysAsync("The gallery needs a directory.", options with { Directory = " " });
        await SaysAsync("There is no index kind 'magic'; there is: auto, flat, hnsw, ivf-flat, ivf-pq, rabitq.", options with { IndexKind = "magic" });
        await SaysAsync("The number of search threads is 0 (chosen by the number of cores) or more, not -1.", options with { SearchThreads = -1 });
        await SaysAsync("The index cache is written every 1 to 1000000 vectors, not every 0.", options with { CacheEvery = 0 });
        Assert.False(System.IO.Directory.Exists(Directory));

        static async Task SaysAsync(string sentence, GalleryOptions options) => Assert.Equal(
            sentence,
            (await Assert.ThrowsAsync<ReIdException>(() => Index.Gallery.OpenAsync(options, cancellationToken: Token))).Message);
    }

    private async Task<string> RefusalAsync() => (await Assert.ThrowsAsync<ReIdException>(() => OpenAsync())).Message;

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={File("gallery.db")};Pooling=false");
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Token);
    }
}
