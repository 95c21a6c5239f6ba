using ReId.Index.Backup;
using ReId.Index.Tests.Support;
using ReId.Testing;

namespace ReId.Index.Tests.BackupTests;

/// <summary>What a restoration that was killed left beside the directory goes with the next one; nothing else does.</summary>
public sealed class RestoreAsideTests : GalleryTest
{
    private readonly TemporaryFolder _elsewhere = new();

    [Fact]
    public async Task The_next_restore_removes_what_a_dead_one_left_and_nothing_of_anybody_else()
    {
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(Sample.Town(5), Token);
        }

        await GalleryBackup.RunAsync(await OptionsAsync(), _elsewhere.File("backup"), Token);
        var target = _elsewhere.File("restored");
        string[] dead = [Left($"restored.{Guid.NewGuid():n}.part"), Left($"restored.{Guid.NewGuid():n}.part")];
        await System.IO.File.WriteAllTextAsync(dead[1] + ".lock", "", Token);
        var orphan = _elsewhere.File($"restored.{Guid.NewGuid():n}.part.lock");
        await System.IO.File.WriteAllTextAsync(orphan, "", Token);
        string[] others =
        [
            Left("restored.part"), Left("restored.notes.part"), Left($"restored.{Guid.NewGuid():n}"), Left($"restored.{Guid.NewGuid():n}.part.old"),
            Left($"restored.{Guid.NewGuid():n}{Guid.NewGuid():n}.part"), Left($"other.{Guid.NewGuid():n}.part"), Left($"restored.x.{Guid.NewGuid():n}.part"), Left($"restored.replaced-{Guid.NewGuid():n}"),
        ];
        using var living = new RestoreAside(target);
        await System.IO.File.WriteAllTextAsync(Path.Combine(living.Make(), "picture"), "of somebody", Token);

        await GalleryRestore.RunAsync(new RestoreOptions { Backup = _elsewhere.File("backup"), Directory = target }, Token);

        Assert.All(dead, folder => Assert.False(System.IO.Directory.Exists(folder) || System.IO.File.Exists(folder + ".lock"), folder));
        Assert.False(System.IO.File.Exists(orphan));
        Assert.All(others, folder => Assert.True(System.IO.File.Exists(Path.Combine(folder, "picture")), folder));
        Assert.True(System.IO.File.Exists(Path.Combine(living.Folder, "picture")));
        living.Dispose();
        Assert.Equal(
            others.Append(target).Append(_elsewhere.File("backup")).Order(StringComparer.Ordinal),
            System.IO.Directory.GetFileSystemEntries(_elsewhere.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_restore_that_fails_leaves_nothing()
    {
        await System.IO.File.WriteAllTextAsync(_elsewhere.File("none.tar"), "no backup", Token);
        await Assert.ThrowsAsync<Contracts.ReIdException>(
            () => GalleryRestore.RunAsync(new RestoreOptions { Backup = _elsewhere.File("none.tar"), Directory = _elsewhere.File("restored") }, Token));

        Assert.Equal([_elsewhere.File("none.tar")], System.IO.Directory.GetFileSystemEntries(_elsewhere.Path));
    }

    [Fact]
    public async Task A_lock_on_a_file_that_somebody_removed_before_it_was_had_is_none()
    {
        var path = _elsewhere.File("restored.part.lock");
        await using var removed = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        Assert.True(RestoreAside.HasItsName(removed));

        System.IO.File.Delete(path);
        Assert.False(RestoreAside.HasItsName(removed));

        // A third one makes a file of the same name: it is another one.
        await using var another = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        Assert.False(RestoreAside.HasItsName(removed));
        Assert.True(RestoreAside.HasItsName(another));
    }

    protected override void Dispose(bool disposing)
    {
        _elsewhere.Dispose();
        base.Dispose(disposing);
    }

    private string Left(string name)
    {
        var folder = _elsewhere.File(name);
        System.IO.Directory.CreateDirectory(folder);
        System.IO.File.WriteAllText(Path.Combine(folder, "picture"), "of somebody");
        return folder;
    }
}
