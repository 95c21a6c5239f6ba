using ReId.Contracts;

namespace ReId.Ingest.Tracking;

/// <summary>The trackers that are registered, by name.</summary>
public sealed class TrackerCatalog
{
    private readonly Dictionary<string, TrackerRegistration> _registrations = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Creates the catalogue; of two registrations of a name the later one counts.</summary>
    /// <param name="registrations">All of them.</param>
    public TrackerCatalog(IEnumerable<TrackerRegistration> registrations)
    {
        foreach (var registration in registrations)
        {
            _registrations[registration.Name] = registration;
        }
    }

    /// <summary>The names, in alphabetical order.</summary>
    public IReadOnlyList<string> Names => [.. _registrations.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Makes a tracker for one camera.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="setup">What it is made for.</param>
    /// <exception cref="ReIdException">No tracker has this name.</exception>
    public ITracker Create(string name, TrackerSetup setup) => _registrations.TryGetValue(name, out var registration)
        ? registration.Create(setup)
        : throw new ReIdException($"There is no tracker '{name}': choose one of {string.Join(", ", Names)}.");
}
