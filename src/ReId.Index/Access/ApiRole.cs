namespace ReId.Index.Access;

/// <summary>What a key may do; each role may do what the smaller ones may.</summary>
public enum ApiRole
{
    /// <summary>Searches and looks.</summary>
    Viewer = 1,

    /// <summary>Also adds and removes crops, watches and identities.</summary>
    Operator = 2,

    /// <summary>Also sees camera addresses and the audit log, and erases.</summary>
    Admin = 3,
}
