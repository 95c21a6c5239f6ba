namespace ReId.Search.Endpoints.Crops;

/// <summary>Who crops show and what they are called; registered anew by whoever knows more.</summary>
public interface IIdentityNames
{
    /// <summary>Rises with every change of who crops show.</summary>
    long Version { get; }

    /// <summary>The identity of a crop; null while it has none.</summary>
    /// <param name="cropId">The crop.</param>
    Guid? IdentityOf(Guid cropId);

    /// <summary>The name of an identity; null while it has none.</summary>
    /// <param name="identityId">The identity.</param>
    string? NameOf(Guid identityId);

    /// <summary>The crops of an identity, the newest first; empty where there is no such identity.</summary>
    /// <param name="identityId">The identity.</param>
    IReadOnlyCollection<Guid> CropsOf(Guid identityId);
}
