using TorchSharp;

namespace ReId.Model.Losses;

/// <summary>One loss of a weighted sum, for the log; it lives as long as the <see cref="LossOutput"/> that lists it.</summary>
public sealed class LossPart
{
    internal LossPart(string name, double weight, LossTerms terms) => (Name, Weight, Terms) = (name, weight, terms);

    /// <summary>Name of the loss.</summary>
    public string Name { get; }

    /// <summary>Its weight.</summary>
    public double Weight { get; }

    /// <summary>Its unweighted value, a scalar without graph.</summary>
    public torch.Tensor Value => Terms.Value;

    /// <summary>Its terms above zero, or null where it has no zero terms. Waits for the device.</summary>
    public long? Active => LossTerms.Number(Terms.Active);

    /// <summary>Its valid terms, or null where it has no zero terms. Waits for the device.</summary>
    public long? Total => LossTerms.Number(Terms.Total);

    /// <summary>Share of its valid terms that is above zero; 0 without valid terms, null where it has no zero terms.</summary>
    public double? ActiveFraction => LossTerms.Share(Active, Total);

    internal LossTerms Terms { get; }
}
