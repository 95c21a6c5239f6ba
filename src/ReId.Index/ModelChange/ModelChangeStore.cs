using System.Data;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;

namespace ReId.Index.ModelChange;

/// <summary>In the gallery's table of settings; the states of its models say the same for whoever reads the tables.</summary>
internal sealed class ModelChangeStore(IGalleryContextFactory contexts) : IModelChangeStore
{
    private const string Key = "model.change";
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public async Task<ModelChangeState> ReadAsync(CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        return Read(await context.Settings.AsNoTracking().SingleOrDefaultAsync(row => row.Key == Key, cancellationToken));
    }

    public async Task<ModelChangeState> UpdateAsync(Func<ModelChangeState, ModelChangeState> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        await using var context = contexts.CreateContext();

        // Serialisable: of two changes at once the second sees what the first has left.
        await using var step = await context.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
        var row = await context.Settings.SingleOrDefaultAsync(row => row.Key == Key, cancellationToken);
        var state = change(Read(row));
        var value = JsonSerializer.Serialize(state, s_json);
        if (row is null)
        {
            context.Settings.Add(new SettingRow { Key = Key, Value = value });
        }
        else
        {
            row.Value = value;
        }

        foreach (var model in await context.Models.ToListAsync(cancellationToken))
        {
            model.State = model.Name == state.Next?.ModelId ? "building"
                : state.Served is null || model.Name == state.Served.ModelId ? "active" : "retired";
        }

        await context.SaveChangesAsync(cancellationToken);
        await step.CommitAsync(cancellationToken);
        return state;
    }

    public async Task<long> CountMissingAsync(string modelId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelId);
        await using var context = contexts.CreateContext();
        return await MissingVectors.Of(context, modelId).LongCountAsync(cancellationToken);
    }

    private static ModelChangeState Read(SettingRow? row) =>
        row is null ? new ModelChangeState() : JsonSerializer.Deserialize<ModelChangeState>(row.Value, s_json)!;
}
