using TorchSharp;

namespace ReId.Model.Losses;

/// <summary>Size and place of what a loss learns (class weights, centres).</summary>
/// <param name="Classes">Identities of the data set; labels run from 0 to this minus 1.</param>
/// <param name="Dimension">Components of an embedding.</param>
/// <param name="Type">Element type; float32 when null.</param>
/// <param name="Device">Where it lies; the CPU when null.</param>
public sealed record LossSize(int Classes, int Dimension, torch.ScalarType? Type = null, torch.Device? Device = null);
