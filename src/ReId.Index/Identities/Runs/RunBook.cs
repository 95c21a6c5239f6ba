using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;

namespace ReId.Index.Identities;

/// <summary>The runs of a gallery in its database.</summary>
internal sealed class RunBook(IGalleryContextFactory contexts, TimeProvider time)
{
    private static readonly JsonSerializerOptions s_json = new() { Converters = { new JsonStringEnumConverter() } };

    public async Task StartAsync(Guid run, RunReport report, CancellationToken cancellationToken)
    {
        await CloseLeftOpenAsync(cancellationToken);
        await using var context = contexts.CreateContext();
        context.Add(new ClusterRunRow
        {
            Id = run,
            StartedAt = Now(),
            State = Word(ClusterRunState.Running),
            Report = JsonSerializer.Serialize(report, s_json),
        });
        await context.SaveChangesAsync(cancellationToken);
    }

    public async Task FinishAsync(Guid run, ClusterRunState state, RunReport report)
    {
        await using var context = contexts.CreateContext();
        var (word, json, now) = (Word(state), JsonSerializer.Serialize(report, s_json), Now());
        await context.Set<ClusterRunRow>().Where(row => row.Id == run).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, word).SetProperty(row => row.Report, json).SetProperty(row => row.FinishedAt, now), CancellationToken.None);
    }

    /// <summary>Only one process has the gallery open: what still says that it runs was killed.</summary>
    public async Task CloseLeftOpenAsync(CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        var (running, interrupted) = (Word(ClusterRunState.Running), Word(ClusterRunState.Interrupted));
        await context.Set<ClusterRunRow>().Where(row => row.State == running)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, interrupted), cancellationToken);
    }

    public async Task<List<ClusterRun>> ListAsync(int limit, DateTimeOffset? before, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        var rows = context.Set<ClusterRunRow>().AsNoTracking();
        if (before is { } time)
        {
            rows = rows.Where(row => row.StartedAt < time.UtcDateTime);
        }

        return (await rows.OrderByDescending(row => row.StartedAt).Take(limit).ToListAsync(cancellationToken)).ConvertAll(FromRow);
    }

    public async Task<ClusterRun?> FindAsync(Guid run, CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        return await context.Set<ClusterRunRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == run, cancellationToken) is { } row ? FromRow(row) : null;
    }

    private static string Word(ClusterRunState state) => state.ToString().ToLowerInvariant();

    private static ClusterRun FromRow(ClusterRunRow row) => new(
        row.Id, row.StartedAt, row.FinishedAt, Enum.Parse<ClusterRunState>(row.State, ignoreCase: true),
        row.Report is null ? new RunReport() : JsonSerializer.Deserialize<RunReport>(row.Report, s_json)!);

    // Whole microseconds, as PostgreSQL keeps them: the list goes on by this time.
    private DateTime Now() => CropMapping.Stored(time.GetUtcNow());
}
