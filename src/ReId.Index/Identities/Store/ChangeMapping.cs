using System.Text.Json;
using ReId.Index.Database;

namespace ReId.Index.Identities;

/// <summary>Operations as rows of the history: a head, then a row for each change.</summary>
internal static class ChangeMapping
{
    private const string Crop = ".crop";
    private const string Person = ".identity";
    private const string Said = ".decision";

    private sealed record Head(Guid? Undoes);

    private sealed record Saying(Guid Decision);

    public static string Word(OperationKind kind) => kind.ToString().ToLowerInvariant();

    public static bool IsHead(ChangeRow row) => !row.Kind.Contains('.', StringComparison.Ordinal);

    public static IEnumerable<ChangeRow> ToRows(Operation operation)
    {
        yield return Row(operation, "", new Head(operation.Undoes), null, operation.Reason);
        foreach (var change in operation.Changes)
        {
            var row = change switch
            {
                AssignmentChange crop => Row(operation, Crop, crop.After, crop.Before, crop.Reason),
                IdentityChange identity => Row(operation, Person, identity.After, identity.Before, null),
                DecisionChange decision => Row(operation, Said,
                    decision.Holds ? new Saying(decision.Decision.Id) : null, decision.Holds ? null : new Saying(decision.Decision.Id), null),
                _ => throw new ArgumentException($"{change.GetType().Name} is no change that is stored", nameof(operation)),
            };
            row.CropId = (change as AssignmentChange)?.CropId;
            row.FromIdentity = (change as AssignmentChange)?.Before?.IdentityId;
            row.ToIdentity = (change as AssignmentChange)?.After?.IdentityId;
            row.IdentityId = change switch
            {
                IdentityChange identity => identity.IdentityId,
                DecisionChange decision => decision.Decision.IdentityId,
                _ => null,
            };
            yield return row;
        }
    }

    /// <param name="rows">All rows of an operation in their order.</param>
    /// <param name="decisions">Decisions by id, undone ones too.</param>
    public static Operation FromRows(IReadOnlyList<ChangeRow> rows, IReadOnlyDictionary<Guid, Decision> decisions) => new()
    {
        Id = rows[0].OperationId,
        Kind = Enum.Parse<OperationKind>(rows[0].Kind, ignoreCase: true),
        Actor = rows[0].Actor,
        At = rows[0].At,
        Reason = rows[0].Reason ?? "",
        Undoes = UndoneOf(rows[0]),
        Changes = [.. rows.Skip(1).Select(row => FromRow(row, decisions))],
    };

    /// <summary>The decisions that rows speak of.</summary>
    public static Guid? DecisionOf(ChangeRow row) => row.Kind.EndsWith(Said, StringComparison.Ordinal)
        ? (Read<Saying>(row.After) ?? Read<Saying>(row.Before))!.Decision : null;

    /// <summary>The operation that this head's took back.</summary>
    public static Guid? UndoneOf(ChangeRow head) => Read<Head>(head.After)?.Undoes;

    private static Change FromRow(ChangeRow row, IReadOnlyDictionary<Guid, Decision> decisions) =>
        row.Kind[row.Kind.IndexOf('.', StringComparison.Ordinal)..] switch
        {
            Crop => new AssignmentChange(row.CropId!.Value, Read<Assignment>(row.Before), Read<Assignment>(row.After), row.Reason),
            Person => new IdentityChange(row.IdentityId!.Value, Read<Identity>(row.Before), Read<Identity>(row.After)),
            _ => new DecisionChange(decisions[DecisionOf(row)!.Value], row.After is not null),
        };

    private static ChangeRow Row(Operation operation, string suffix, object? after, object? before, string? reason) => new()
    {
        OperationId = operation.Id,
        At = operation.At.UtcDateTime,
        Actor = operation.Actor,
        Kind = Word(operation.Kind) + suffix,
        Reason = reason,
        Before = before is null ? null : JsonSerializer.Serialize(before),
        After = after is null ? null : JsonSerializer.Serialize(after),
    };

    private static T? Read<T>(string? json)
        where T : class => json is null ? null : JsonSerializer.Deserialize<T>(json);
}
