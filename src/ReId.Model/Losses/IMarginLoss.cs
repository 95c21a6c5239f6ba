namespace ReId.Model.Losses;

/// <summary>A loss whose margin may change during training.</summary>
public interface IMarginLoss
{
    /// <summary>The margin in force; its unit is that of the loss's distance.</summary>
    double Margin { get; set; }
}
