namespace ReId.Index.Database;

/// <summary>Whom a crop shows.</summary>
internal sealed class AssignmentRow
{
    public Guid CropId { get; set; }

    public CropRow? Crop { get; set; }

    public Guid IdentityId { get; set; }

    public IdentityRow? Identity { get; set; }

    /// <summary><c>cluster</c>, <c>online</c> or <c>operator</c>.</summary>
    public required string Origin { get; set; }

    /// <summary>Similarity to the identity, where one was measured.</summary>
    public float? Score { get; set; }

    public DateTime AssignedAt { get; set; }

    /// <summary>The clustering run that assigned it.</summary>
    public Guid? RunId { get; set; }
}
