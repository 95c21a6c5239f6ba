namespace ReId.Index.Database;

/// <summary>A value that belongs to the gallery as a whole.</summary>
internal sealed class SettingRow
{
    public required string Key { get; set; }

    public required string Value { get; set; }
}
