using ReId.Contracts;
using TorchSharp;

namespace ReId.Model.Inference;

/// <summary>Reads a device from configuration.</summary>
internal static class TorchDevices
{
    /// <summary>The device, checked to be there.</summary>
    /// <exception cref="ReIdException">No device has that name, or this machine lacks it.</exception>
    public static torch.Device Parse(string name)
    {
        var device = TryParse(name)
            ?? throw new ReIdException($"'{name}' is no device; --device takes cpu, cuda or cuda:N.");
        if (device.type == DeviceType.CUDA)
        {
            var count = torch.cuda.is_available() ? torch.cuda.device_count() : 0;
            if (count == 0)
            {
                throw new ReIdException(
                    $"Device '{name}' needs a CUDA build of libtorch and an NVIDIA driver, and neither answers; use cpu.");
            }

            if (device.index >= count)
            {
                throw new ReIdException($"There is no device '{name}': this machine has cuda:0 to cuda:{count - 1}.");
            }
        }

        return device;
    }

    private static torch.Device? TryParse(string name)
    {
        try
        {
            return name is not null && (name == "cpu" || name == "cuda" || name.StartsWith("cuda:", StringComparison.Ordinal))
                ? new torch.Device(name)
                : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
