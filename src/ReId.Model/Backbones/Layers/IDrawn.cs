namespace ReId.Model.Backbones.Layers;

/// <summary>A part with parameters of its own, which begin somewhere.</summary>
internal interface IDrawn
{
    /// <summary>Sets parameters and buffers to their starting values; random ones come from the global generator.</summary>
    void Draw();
}
