namespace TorchSharp;

public static class ModuleExtensionMethods
{
    /// <summary>Moves parameters and buffers to a device; they stay the same objects.</summary>
    public static T to<T>(this T module, torch.Device device)
        where T : torch.nn.Module
    {
        module.MoveTo(tensor => tensor.to(device));
        return module;
    }
}
