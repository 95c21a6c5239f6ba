using ReId.Cli.Commands.Serve;
using ReId.Index;
using ReId.Index.Identities;

namespace ReId.Cli.Commands.Identities;

/// <summary>The gallery whose identities are meant.</summary>
internal sealed record IdentityPlace(DirectoryInfo Data, string? Database)
{
    /// <summary>As it has to be written to mean the same gallery again; nothing for the default.</summary>
    public string Arguments => (Data.ToString() == "reid-data" ? "" : $" --data {Data}") + (Database is null ? "" : " --database …");

    public async Task<int> OpenAsync(Func<Gallery, IdentityStore, Task> work, CancellationToken cancellationToken)
    {
        await using var gallery = await Gallery.OpenAsync(
            CommonOptions.ExistingGallery(Data) with { Database = ServeArguments.Database(Database) }, cancellationToken: cancellationToken).ConfigureAwait(false);
        await work(gallery, await IdentityStore.OpenAsync(gallery, cancellationToken: cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        return ExitCodes.Success;
    }
}
