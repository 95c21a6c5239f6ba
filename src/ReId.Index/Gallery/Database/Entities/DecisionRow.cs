namespace ReId.Index.Database;

/// <summary>What an operator said about identities; clustering obeys it from then on.</summary>
internal sealed class DecisionRow
{
    public Guid Id { get; set; }

    /// <summary><c>confirm</c>, <c>reject</c>, <c>merge</c> or <c>split</c>.</summary>
    public required string Kind { get; set; }

    public Guid IdentityId { get; set; }

    public Guid? OtherIdentityId { get; set; }

    /// <summary>The crops it is about: a JSON list of ids.</summary>
    public required string Crops { get; set; }

    public required string MadeBy { get; set; }

    public DateTime MadeAt { get; set; }

    public DateTime? UndoneAt { get; set; }
}
