using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReId.Index.Erasure;

namespace ReId.Index.Database;

/// <summary>What a check of all rows found.</summary>
/// <param name="Crops">Crops read.</param>
/// <param name="Vectors">Vectors read.</param>
/// <param name="Problems">What is wrong, the first few.</param>
internal sealed record RowReport(long Crops, long Vectors, IReadOnlyList<string> Problems);

/// <summary>
/// Reads every row. Crops and vectors are held against their checksums; the other tables must say what can be understood.
/// </summary>
internal static class RowCheck
{
    private const int MostProblems = 10;

    private static readonly HashSet<string> s_origins = ["cluster", "online", "operator"];
    private static readonly HashSet<string> s_decisions = ["confirm", "reject", "merge", "split"];

    public static async Task<RowReport> RunAsync(IGalleryContextFactory contexts, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var (crops, vectors) = (0L, 0L);
        try
        {
            await using var context = contexts.CreateContext();
            var cropRows = context.Crops.AsNoTracking().Select(row => new { Row = row, Camera = row.Camera!.Name });
            await foreach (var crop in cropRows.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                crops++;
                Expect(crop.Row.Checksum is not { } sum || sum == RowChecksum.Of(crop.Row, crop.Camera), $"the checksum of crop {crop.Row.Id} does not match");
            }

            var vectorRows = context.Vectors.AsNoTracking()
                .Select(row => new { row.Sequence, row.CropId, Model = row.Model!.Name, row.Model.Dimension, row.Data, row.Checksum });
            await foreach (var vector in vectorRows.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                vectors++;
                Expect(
                    vector.Data.Length == vector.Dimension * 2
                        && (vector.Checksum is not { } sum || sum == RowChecksum.OfVector(vector.CropId, vector.Model, vector.Data)),
                    $"the checksum of vector {vector.Sequence} of crop {vector.CropId} does not match");
            }

            await OthersAsync(context, cancellationToken);
        }
        catch (Exception failure) when (failure is FormatException or InvalidCastException or OverflowException or JsonException or ArgumentException)
        {
            problems.Add($"a row cannot be read: {failure.Message.ReplaceLineEndings(" ").TrimEnd('.')}");
        }

        return new RowReport(crops, vectors, problems);

        void Expect(bool holds, string problem)
        {
            if (!holds && problems.Count < MostProblems)
            {
                problems.Add(problem);
            }
        }

        async Task OthersAsync(GalleryDbContext context, CancellationToken token)
        {
            _ = await context.Identities.AsNoTracking().ToListAsync(token);
            await foreach (var row in context.Assignments.AsNoTracking().AsAsyncEnumerable().WithCancellation(token))
            {
                Expect(s_origins.Contains(row.Origin), $"the identity of crop {row.CropId} is of the unknown origin '{row.Origin}'");
            }

            await foreach (var row in context.Decisions.AsNoTracking().AsAsyncEnumerable().WithCancellation(token))
            {
                _ = JsonSerializer.Deserialize<List<Guid>>(row.Crops);
                Expect(s_decisions.Contains(row.Kind), $"decision {row.Id} is of the unknown kind '{row.Kind}'");
            }

            await foreach (var row in context.Erasures.AsNoTracking().AsAsyncEnumerable().WithCancellation(token))
            {
                Expect(
                    JsonSerializer.Deserialize<LedgerEntry>(row.Request, ErasureLedger.Json)?.Id == row.Id
                        && JsonSerializer.Deserialize<ErasureReceipt>(row.Receipt, ErasureLedger.Json)?.ErasureId == row.Id,
                    $"erasure {row.Id} does not say what it should");
            }

            _ = await context.Watches.AsNoTracking().ToListAsync(token);
            _ = await context.ApiKeys.AsNoTracking().ToListAsync(token);
            _ = await context.Settings.AsNoTracking().ToListAsync(token);
        }
    }
}
