namespace ReId.Model.Losses.Checking;

/// <summary>A named form of a loss.</summary>
public sealed class LossPreset
{
    internal LossPreset(string name, string loss, params string[] settings)
    {
        (Name, Loss) = (name, loss);
        Settings = settings.Select(one => one.Split('=')).ToDictionary(parts => parts[0], parts => parts[1]);
    }

    /// <summary>Name of the form.</summary>
    public string Name { get; }

    /// <summary>Name of the loss.</summary>
    public string Loss { get; }

    /// <summary>Options that select the form.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }
}
