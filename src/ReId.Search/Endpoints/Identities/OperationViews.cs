using ReId.Index.Identities;
using ReId.Search.Endpoints.Crops;

namespace ReId.Search.Endpoints.Identities;

/// <summary>A step of the history of identities.</summary>
public record OperationView
{
    /// <summary>By which it is undone.</summary>
    public required Guid OperationId { get; init; }

    /// <summary>What was done.</summary>
    public required OperationKind Kind { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Name of the key, or <c>clustering</c>, or <c>online</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>One sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Crops whose identity changed.</summary>
    public required int Crops { get; init; }

    /// <summary>The identity it is about, a split's new one; in answers to changes only.</summary>
    public Guid? IdentityId { get; init; }

    /// <summary>The operation that took it back; null while it is in force.</summary>
    public required Guid? UndoneBy { get; init; }

    /// <summary>The operation that it took back; null for others, and in lists.</summary>
    public Guid? Undoes { get; init; }

    /// <summary>What the caller should know, a sentence each; in answers to changes only.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    internal static OperationView Of(HistoryEntry entry) => new()
    {
        OperationId = entry.OperationId,
        Kind = Enum.Parse<OperationKind>(entry.Kind, ignoreCase: true),
        At = entry.At,
        Actor = entry.Actor,
        Reason = entry.Reason,
        Crops = entry.Crops,
        UndoneBy = entry.UndoneBy,
    };
}

/// <summary>An operation with what it did.</summary>
public sealed record OperationDetailView : OperationView
{
    /// <summary>The identities that it touched, those it moved most crops of first.</summary>
    public required IReadOnlyList<EffectView> Identities { get; init; }

    /// <summary>How many more there are.</summary>
    public required int MoreIdentities { get; init; }
}

/// <summary>What an operation did to one identity.</summary>
/// <param name="IdentityId">The identity.</param>
/// <param name="Name">Its name now, where it has one.</param>
/// <param name="Created">It came to be.</param>
/// <param name="MergedInto">The identity it became part of.</param>
/// <param name="Gained">Crops that came to it.</param>
/// <param name="Lost">Crops that left it.</param>
/// <param name="From">Identities from which crops came.</param>
/// <param name="To">Identities to which crops went.</param>
/// <param name="ThumbnailUrl">A crop that it has now; null where nothing is left of it.</param>
public sealed record EffectView(
    Guid IdentityId, string? Name, bool Created, Guid? MergedInto, int Gained, int Lost,
    IReadOnlyList<FlowView> From, IReadOnlyList<FlowView> To, string? ThumbnailUrl)
{
    internal static EffectView Of(IdentityEffect effect, IIdentityNames identities) => new(
        effect.IdentityId, identities.NameOf(effect.IdentityId), effect.Created, effect.MergedInto, effect.Gained, effect.Lost,
        Flows(effect.From), Flows(effect.To),
        identities.CropsOf(effect.IdentityId).Select(crop => (Guid?)crop).FirstOrDefault() is { } crop ? CropView.ThumbnailOf(crop) : null);

    private static List<FlowView> Flows(IReadOnlyDictionary<Guid, int> flows) =>
        [.. flows.OrderByDescending(flow => flow.Value).ThenBy(flow => flow.Key).Select(flow => new FlowView(flow.Key, flow.Value))];
}

/// <summary>Crops that moved.</summary>
/// <param name="IdentityId">From or to this identity.</param>
/// <param name="Crops">How many.</param>
public sealed record FlowView(Guid IdentityId, int Crops);
